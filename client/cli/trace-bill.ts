/** What a run, a ticket, or the tickets of one path cost by list price, as tables. */
import { SERVICES } from './billed-services.ts';
import { type Column, clip, table } from './table.ts';
import { localTime, type Show } from './terminal.ts';
import type { Bill, PathBills } from './trace-api.ts';
import { COLUMNS, type Phrase, say } from './words.ts';

/** Of the run: how many tickets, and what 1,000 of them would cost. */
interface RunBill extends Bill {
  readonly tickets?: number;
  readonly dollarsPer1000?: number | undefined;
}

const SINCE: Phrase = ['自', 'since'];
const PER_1000: Phrase = ['每千单', 'per 1,000 tickets'];
const TICKETS: Phrase = ['工单数', 'tickets'];
const TRANSITIONS: Phrase = ['状态转换', 'transitions'];
const UNITS: Phrase = ['读写单位', 'request units'];
const PATH: Phrase = ['路径', 'path'];
const NO_WORKFLOW: Phrase = ['（没有流程）', '(no workflow)'];
const SHARED: Phrase = [
  '未归到工单：请求、函数、消息、目录读写',
  'not by ticket: requests, functions, messages, the directory',
];
const NOT_IN_IT: Phrase = [
  '不含请求、函数和消息：无法归到单张工单。',
  'Without requests, functions and messages: nothing tells which ticket they are of.',
];
const NO_PATHS: Phrase = ['还没有工单。', 'No ticket has been seen yet.'];
const PATH_WIDTH = 120;

const dollars = (amount: number): string => `$${amount.toFixed(6)}`;
const rounded = (amount: number): string => String(Math.round(amount * 1000) / 1000);

/** Where the prices are from, and since when the runtime (by its clock, from its last start) has counted. */
const source = ({ region, date, since }: Pick<Bill, 'region' | 'date' | 'since'>, show: Show): string =>
  `${region}, ${date}; ${say(SINCE, show.language)} ${localTime(since, show, true)}`;

export const billText = (bill: RunBill, show: Show): string => {
  const { language, colour } = show;
  const title = (name: 'service' | 'amount' | 'cost', more: Partial<Column> = {}): Column => ({
    title: say(COLUMNS[name], language),
    ...more,
  });
  const rows = bill.lines.map(({ name, label, amount, cost }) => {
    const phrase: Phrase | undefined = SERVICES[name];
    return [phrase ? say(phrase, language) : label, rounded(amount), dollars(cost)];
  });
  rows.push([`${say(COLUMNS.total, language)} (${source(bill, show)})`, '', dollars(bill.dollars)]);
  if (bill.dollarsPer1000 !== undefined) {
    const count = language === 'zh' ? `${bill.tickets} 单` : `${bill.tickets} counted`;
    rows.push([`${say(PER_1000, language)} (${count})`, '', dollars(bill.dollarsPer1000)]);
  }
  return table(
    [title('service'), title('amount', { align: 'right' }), title('cost', { align: 'right' })],
    rows,
    colour.bold,
    show.width,
  );
};

/** One ticket's part, and what is not in it. */
export const ticketBillText = (bill: Bill, show: Show): string =>
  `${billText(bill, show)}\n${show.colour.dim(say(NOT_IN_IT, show.language))}`;

/** A line for each path, one for what no ticket can be told for, and the total that they make together. */
export const pathsText = (bill: PathBills, show: Show): string => {
  const { language, colour } = show;
  const { paths, shared, total } = bill;
  if (paths.length === 0) return say(NO_PATHS, language);
  const each = ({ amounts, tickets }: PathBills['paths'][number], ...names: string[]): string =>
    rounded(names.reduce((sum, name) => sum + (amounts[name] ?? 0), 0) / tickets);
  return table(
    [
      { title: say(TICKETS, language), align: 'right' },
      { title: say(TRANSITIONS, language), align: 'right' },
      { title: say(UNITS, language), align: 'right' },
      { title: say(PER_1000, language), align: 'right' },
      { title: say(COLUMNS.cost, language), align: 'right' },
      { title: say(PATH, language) },
    ],
    [
      ...paths.map((path) => [
        String(path.tickets),
        each(path, 'states.transitions'),
        each(path, 'dynamodb.readUnits', 'dynamodb.writeUnits'),
        dollars(path.dollarsPer1000),
        dollars(path.dollars),
        path.states.length > 0 ? clip(path.states.join(' → '), PATH_WIDTH) : say(NO_WORKFLOW, language),
      ]),
      ['', '', '', '', dollars(shared), say(SHARED, language)],
      ['', '', '', '', dollars(total), `${say(COLUMNS.total, language)} (${source(bill, show)})`],
    ],
    colour.bold,
  );
};
