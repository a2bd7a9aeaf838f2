/** What a run, a ticket, or the tickets of one path cost by list price, as tables. */
import { type Column, clip, table } from './table.ts';
import type { Show } from './terminal.ts';
import type { PathBill } from './trace-api.ts';
import { COLUMNS, type Phrase, say } from './words.ts';

interface Bill {
  readonly lines: readonly { readonly label: string; readonly amount: number; readonly cost: number }[];
  readonly dollars: number;
  readonly region: string;
  readonly date: string;
  /** Of the run: how many tickets, and what 1,000 of them would cost. */
  readonly tickets?: number;
  readonly dollarsPer1000?: number | undefined;
}

const PER_1000: Phrase = ['每千单', 'per 1,000 tickets'];
const TICKETS: Phrase = ['工单数', 'tickets'];
const TRANSITIONS: Phrase = ['状态转换', 'transitions'];
const UNITS: Phrase = ['读写单位', 'request units'];
const PATH: Phrase = ['路径', 'path'];
const NO_PATHS: Phrase = ['还没有工单的流程。', 'No ticket has had a workflow yet.'];
const PATH_WIDTH = 120;

const dollars = (amount: number): string => `$${amount.toFixed(6)}`;
const rounded = (amount: number): string => String(Math.round(amount * 1000) / 1000);

export const billText = (bill: Bill, { language, colour }: Show): string => {
  const title = (name: 'service' | 'amount' | 'cost', more: Partial<Column> = {}): Column => ({
    title: say(COLUMNS[name], language),
    ...more,
  });
  const rows = bill.lines.map(({ label, amount, cost }) => [label, rounded(amount), dollars(cost)]);
  rows.push([`${say(COLUMNS.total, language)} (${bill.region}, ${bill.date})`, '', dollars(bill.dollars)]);
  if (bill.dollarsPer1000 !== undefined) {
    const count = language === 'zh' ? `${bill.tickets} 单` : `${bill.tickets} counted`;
    rows.push([`${say(PER_1000, language)} (${count})`, '', dollars(bill.dollarsPer1000)]);
  }
  return table(
    [title('service'), title('amount', { align: 'right' }), title('cost', { align: 'right' })],
    rows,
    colour.bold,
  );
};

export const pathsText = (paths: readonly PathBill[], { language, colour }: Show): string => {
  if (paths.length === 0) return say(NO_PATHS, language);
  const each = ({ amounts, tickets }: PathBill, ...names: string[]): string =>
    rounded(names.reduce((sum, name) => sum + (amounts[name] ?? 0), 0) / tickets);
  return table(
    [
      { title: say(TICKETS, language), align: 'right' },
      { title: say(TRANSITIONS, language), align: 'right' },
      { title: say(UNITS, language), align: 'right' },
      { title: say(PER_1000, language), align: 'right' },
      { title: say(PATH, language) },
    ],
    paths.map((path) => [
      String(path.tickets),
      each(path, 'states.transitions'),
      each(path, 'dynamodb.readUnits', 'dynamodb.writeUnits'),
      dollars(path.dollarsPer1000),
      clip(path.states.join(' → '), PATH_WIDTH),
    ]),
    colour.bold,
  );
};
