/** The bill as lines of text. */
import { billOf, type PriceList } from './prices.ts';

/** `per`: how many of what the bill is for, e.g. `{ amount: 120, of: 'tickets' }` adds the cost of 1,000 of them. */
export function billTable(
  totals: Readonly<Record<string, number>>,
  list: PriceList,
  per?: { readonly amount: number; readonly of: string },
): string {
  const { lines, total } = billOf(totals, list);
  const rows = lines.map(({ label, amount, cost }) => [label, rounded(amount), dollars(cost)]);
  rows.push([`List price, ${list.region}, ${list.date}`, '', dollars(total)]);
  if (per && per.amount > 0) rows.push([`The same for 1,000 ${per.of}`, '', dollars((total / per.amount) * 1000)]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] as string).length)));
  return rows
    .map(([label = '', amount = '', cost = '']) =>
      [label.padEnd(widths[0] ?? 0), amount.padStart(widths[1] ?? 0), cost.padStart(widths[2] ?? 0)].join('  '),
    )
    .join('\n');
}

const rounded = (amount: number): string => (Number.isInteger(amount) ? String(amount) : amount.toFixed(3));
const dollars = (cost: number): string => `$${cost.toFixed(6)}`;
