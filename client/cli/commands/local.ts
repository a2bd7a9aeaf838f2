/** What only the runtime on this machine offers. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { localAdvance, localBill, localClock, localMails } from '../local-api.ts';
import { Mistake } from '../mistake.ts';
import { clip, table } from '../table.ts';
import { localTime, type Show } from '../terminal.ts';
import { localPaths, localTicketBill, localTickets, localTrace } from '../trace-api.ts';
import { billText, pathsText, ticketBillText } from '../trace-bill.ts';
import { traceMermaid } from '../trace-mermaid.ts';
import { traceTable } from '../trace-table.ts';
import { COLUMNS, type Phrase, say } from '../words.ts';

export const addLocal = (program: Command, { url, print, show }: Context): void => {
  const local = program.command('local').summary('本机运行时 · the runtime on this machine');
  const title = (name: keyof typeof COLUMNS) => say(COLUMNS[name], show().language);

  local
    .command('clock')
    .summary('时钟 · what time it is there')
    .action(async () => print(await localClock(url()), clockText));
  local
    .command('advance')
    .argument('<minutes>')
    .summary('快进 · move a stepped clock')
    .action(async (minutes: string) => {
      if (!(Number(minutes) > 0)) throw new Mistake('minutes is a number above 0.');
      print(await localAdvance(url(), Number(minutes)), clockText);
    });
  local
    .command('mails')
    .summary('已发邮件 · mails that were sent')
    .action(async () =>
      print(await localMails(url()), (mails, how) =>
        table(
          [{ title: title('time') }, { title: title('to') }, { title: title('subject') }],
          mails.map((mail) => [
            localTime(new Date(mail.time).toISOString(), how, true),
            mail.to.join(', '),
            clip(mail.subject, 60),
          ]),
          how.colour.bold,
          how.width,
        ),
      ),
    );
  local
    .command('bill')
    .summary('费用 · what this run would have cost on AWS')
    .option('--ticket <ticket>', '一张工单 · what is counted for one ticket, by id or code')
    .option('--paths', '按路径 · by the path that tickets took, of what is counted by ticket')
    .option('--region <region>', '按哪个区域的价目 · by the price list of this region (default: us-east-1)')
    .action(async ({ ticket, paths, region }: { ticket?: string; paths?: boolean; region?: string }) => {
      if (ticket !== undefined && paths) throw new Mistake('Either --ticket or --paths.');
      if (ticket !== undefined) return print(await localTicketBill(url(), ticket, region), ticketBillText);
      if (paths) return print(await localPaths(url(), region), pathsText);
      print({ ...(await localBill(url(), region)), ...(await localTickets(url(), region)) }, billText);
    });
  local
    .command('trace')
    .argument('<ticket>', 'id or code')
    .summary('轨迹 · the way of a ticket through its workflow')
    .option('--mermaid', '状态图 · as a Mermaid state diagram')
    .action(async (ticket: string, { mermaid }: { mermaid?: boolean }) =>
      print(await localTrace(url(), ticket), mermaid ? traceMermaid : traceTable),
    );
};

const STEPPED: Phrase = ['手动推进', 'stepped'];

const clockText = ({ now, mode }: Awaited<ReturnType<typeof localClock>>, show: Show): string =>
  `${localTime(now, show, true)}  ${mode.factor === undefined ? say(STEPPED, show.language) : `×${mode.factor}`}`;
