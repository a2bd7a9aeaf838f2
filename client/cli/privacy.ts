/** Personal data: read for a reason, taken out, kept for the law, and erased when its time is over. */
import type { Command } from 'commander';
import type { DeskClient } from '../desk-client.ts';
import type { Context } from './context.ts';
import { table } from './table.ts';
import { localTime, type Show } from './terminal.ts';
import { say } from './words.ts';

type Revealed = Awaited<ReturnType<DeskClient['revealData']>>;
type Redacted = Awaited<ReturnType<DeskClient['redactTicket']>>;
type Reports = Awaited<ReturnType<DeskClient['listErasures']>>['items'];

export const addPrivacy = (program: Command, { desk, print }: Context): void => {
  program
    .command('reveal')
    .argument('<ticket>')
    .argument(
      '<fields>',
      'with commas: customer.phone, customer.name, text, subject, parties, attachments, field.<name>',
    )
    .requiredOption('--reason <text>', 'why; it is kept')
    .summary('查看明文 · personal data unmasked, for a reason that is kept')
    .action(async (id: string, fields: string, { reason }: { readonly reason: string }) =>
      print(await desk().revealData({ id, body: { fields: fields.split(','), reason } }), valuesText),
    );
  program
    .command('redact')
    .argument('<ticket>')
    .argument('<value>', 'letter by letter as it stands there')
    .requiredOption('--reason <text>', 'why; it is kept, the value is not')
    .summary('抹除内容 · take a value out of the ticket for good')
    .action(async (id: string, value: string, { reason }: { readonly reason: string }) =>
      print(await desk().redactTicket({ id, body: { value, reason } }), redactedText),
    );
  program
    .command('legal-hold')
    .argument('<ticket>')
    .option('--off', 'keep it no longer')
    .requiredOption('--reason <text>')
    .summary('法律保留 · keep the personal data of a ticket (operator)')
    .action(async (id: string, { off, reason }: { readonly off?: boolean; readonly reason: string }) =>
      print(await desk().holdForLaw({ id, body: { on: !off, reason } }), ({ code }, { language }) =>
        off
          ? say([`${code} 不再保留`, `${code} is kept no longer`], language)
          : say([`${code} 已保留`, `${code} is kept`], language),
      ),
    );
  program
    .command('retention')
    .summary('数据保留 · what is erased when its time is over')
    .command('report')
    .summary('抹除报告 · what was erased on the last days (operator, auditor)')
    .action(async () => print((await desk().listErasures()).items, reportsText));
};

const valuesText = ({ values }: Revealed): string =>
  Object.entries(values)
    .map(([field, value]) => `${field}: ${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}`)
    .join('\n');

const redactedText = ({ code, others }: Redacted, { language }: Show): string => {
  const left = others.filter((other) => other.left).map((other) => other.code);
  return [
    say([`${code} 已抹除`, `Taken out of ${code}`], language),
    ...(left.length > 0 ? [say([`仍在：${left.join(' ')}`, `Still in: ${left.join(' ')}`], language)] : []),
  ].join('\n');
};

const reportsText = (reports: Reports, show: Show): string => {
  const { language, colour } = show;
  if (reports.length === 0) return say(['还没有运行过。', 'It has not run yet.'], language);
  const titles = say(['日期|时间|已抹除|法律保留|延后|失败', 'day|at|erased|held|postponed|failed'], language);
  const rows = reports.map(({ day, at, erased, held, postponed, failed }) => [
    ...[day, localTime(at, show)],
    ...[erased, held, postponed, failed].map(String),
  ]);
  return table(columnsOf(titles), rows, colour.bold);
};

const columnsOf = (titles: string) => titles.split('|').map((title) => ({ title }));
