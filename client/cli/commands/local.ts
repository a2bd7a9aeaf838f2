/** What only the runtime on this machine offers. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { localAdvance, localBill, localClock, localMails } from '../local-api.ts';
import { Mistake } from '../mistake.ts';
import { clip, table } from '../table.ts';
import { localTime } from '../terminal.ts';
import { COLUMNS, say } from '../words.ts';

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
        ),
      ),
    );
  local
    .command('bill')
    .summary('费用 · what this run would have cost on AWS')
    .action(async () =>
      print(await localBill(url()), ({ lines, dollars, region, date }, how) =>
        table(
          [
            { title: title('service') },
            { title: title('amount'), align: 'right' },
            { title: title('cost'), align: 'right' },
          ],
          [
            ...lines.map((line) => [
              line.label,
              String(Math.round(line.amount * 1000) / 1000),
              `$${line.cost.toFixed(6)}`,
            ]),
            [`${region}, ${date}`, '', `$${dollars.toFixed(6)}`],
          ],
          how.colour.bold,
        ),
      ),
    );
};

const clockText = ({ now, mode }: Awaited<ReturnType<typeof localClock>>): string => `${now}  ${mode.kind}`;
