/** Who changed, who looked, who read unmasked, and whether all of it is as it was written. */
import type { Command } from 'commander';
import type { DeskClient } from '../desk-client.ts';
import { eachItem } from '../each-item.ts';
import type { Context } from './context.ts';
import { EXIT, Mistake } from './mistake.ts';
import { table } from './table.ts';
import { localTime, type Show } from './terminal.ts';
import { say } from './words.ts';

type Audit = Awaited<ReturnType<DeskClient['getAudit']>>;
type AuditDay = Awaited<ReturnType<DeskClient['auditDay']>>;
type Look = Awaited<ReturnType<DeskClient['listLooks']>>['items'][number];
type Reveal = Awaited<ReturnType<DeskClient['listReveals']>>['items'][number];

export const addAudit = (program: Command, { desk, print }: Context): void => {
  const audit = program
    .command('audit')
    .summary('审计 · who changed and who looked, and whether it is as it was written');
  audit
    .command('verify')
    .argument('[ticket]', 'id or code')
    .option('--day <date>', 'all tickets that were opened on a day')
    .summary('校验 · whether timelines are as they were written; exit code 1 when one is not')
    .action(async (id: string | undefined, { day }: { readonly day?: string }) => {
      if ((id === undefined) === (day === undefined)) throw new Mistake('Name a ticket, or --day.');
      if (id !== undefined) {
        const found = await desk().getAudit({ id });
        print(found, verdictText);
        if (!found.sound) throw new Mistake(`${found.code} is not as it was written.`, EXIT.refused);
        return;
      }
      const found = await desk().auditDay({ day: String(day) });
      print(found, dayText);
      if (found.broken.length > 0)
        throw new Mistake(`${found.broken.length} are not as they were written.`, EXIT.refused);
    });
  audit
    .command('looks')
    .argument('<ticket>')
    .summary('查阅记录 · who has read it')
    .action(async (id: string) => {
      const client = desk();
      const looks: Look[] = [];
      for await (const look of eachItem((page) =>
        client.listLooks({ id, query: { limit: 100, ...(page && { page }) } }),
      ))
        looks.push(look);
      print(looks, looksText);
    });
  audit
    .command('reveals')
    .argument('<agent>', 'agt_…')
    .option('--from <date>')
    .summary('明文查看记录 · what somebody has read unmasked')
    .action(async (by: string, { from }: { readonly from?: string }) => {
      const client = desk();
      const query = { by: by as `agt_${string}`, limit: 100, ...(from !== undefined && { from }) };
      const reveals: Reveal[] = [];
      for await (const reveal of eachItem((page) => client.listReveals({ query: { ...query, ...(page && { page }) } })))
        reveals.push(reveal);
      print(reveals, revealsText);
    });
};

const verdictText = ({ code, sound, broken, changes, seal }: Audit, { language }: Show): string =>
  sound
    ? say(
        [
          `${code} 完好：${changes.length} 条记录，封印 ${seal}`,
          `${code} is sound: ${changes.length} events, seal ${seal}`,
        ],
        language,
      )
    : say(
        [
          `${code} 从第 ${broken?.seq} 条起不符（${broken?.fault}）`,
          `${code} differs from event ${broken?.seq} on (${broken?.fault})`,
        ],
        language,
      );

const dayText = ({ day, tickets, events, broken }: AuditDay, { language }: Show): string =>
  [
    say([`${day}：${tickets} 张工单，${events} 条记录`, `${day}: ${tickets} tickets, ${events} events`], language),
    ...broken.map(({ id, seq, fault }) => `${id}  ${seq}  ${fault}`),
  ].join('\n');

const looksText = (looks: readonly Look[], show: Show): string => {
  if (looks.length === 0) return say(['没有人查阅过。', 'Nobody has read it.'], show.language);
  const titles = say(['时间|谁|看了什么|地址', 'at|who|what|from'], show.language)
    .split('|')
    .map((title) => ({ title }));
  return table(
    titles,
    looks.map(({ at, by, what, from }) => [localTime(at, show), by, what, from ?? '']),
    show.colour.bold,
  );
};

const revealsText = (reveals: readonly Reveal[], show: Show): string => {
  if (reveals.length === 0) return say(['没有查看过明文。', 'Nothing was read unmasked.'], show.language);
  const titles = say(['时间|工单|字段|理由', 'at|ticket|fields|reason'], show.language)
    .split('|')
    .map((title) => ({ title }));
  const rows = reveals.map(({ time, ticket, fields, reason }) => [
    localTime(time, show),
    ticket.code,
    fields.join(' '),
    reason,
  ]);
  return table(titles, rows, show.colour.bold);
};
