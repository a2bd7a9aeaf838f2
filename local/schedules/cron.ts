/** Cron expressions as AWS writes them: minutes, hours, day of month, month, day of week, year. */
import { Cron } from 'croner';

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Names of the values, from the first one on. */
  readonly names?: readonly string[];
  /** Further forms of one value: `L`, `15W`, `6L`, `6#2`. */
  readonly special?: RegExp;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const FIELDS: readonly Field[] = [
  { name: 'minutes', from: 0, to: 59 },
  { name: 'hours', from: 0, to: 23 },
  { name: 'day of month', from: 1, to: 31, special: /^(L|([1-9]|[12]\d|3[01])W)$/ },
  { name: 'month', from: 1, to: 12, names: MONTHS },
  { name: 'day of week', from: 1, to: 7, names: DAYS, special: /^(L|[1-7](L|#[1-5]))$/ },
  { name: 'year', from: 1970, to: 2199 },
];
const LAST_YEAR = 2199;
const DAY_OF_MONTH = 2;
const DAY_OF_WEEK = 4;

/**
 * Reads the six fields, e.g. `0/15 8-17 ? * MON-FRI *`; the week begins on Sunday, which is 1. Answers the next wall time (see
 * zone.ts) after a given one, undefined when there is none. Throws an Error of one line that names the field.
 */
export function cronOf(expression: string): (after: number) => number | undefined {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) throw new Error(`cron(${expression}) has ${fields.length} fields, not 6`);
  const unsaid = [fields[DAY_OF_MONTH], fields[DAY_OF_WEEK]].filter((field) => field === '?');
  if (unsaid.length !== 1) {
    throw new Error(`cron(${expression}): one of day of month and day of week is ?, the other is not`);
  }
  const parts = FIELDS.map((field, at) => translated(field, fields[at] as string, expression));
  // Croner reckons in wall time, which here is written as UTC: what AWS does at a change of the clocks is not what croner does.
  const cron = new Cron(`0 ${parts.join(' ')}`, { mode: '7-part', timezone: 'UTC', alternativeWeekdays: true });
  return (after) => {
    const next = cron.nextRun(new Date(after));
    return next && next.getUTCFullYear() <= LAST_YEAR ? next.getTime() : undefined;
  };
}

/** A field as croner reads it, where `5/10` is not known and `L` alone is no day of the week. */
function translated(field: Field, text: string, expression: string): string {
  if (text === '?' && (field.name === 'day of month' || field.name === 'day of week')) return '*';
  const items = text.toUpperCase().split(',');
  const special = items.filter((item) => field.special?.test(named(field, item)));
  if (special.some((item) => item.includes('#') || item === 'L') && items.length > 1) {
    throw new Error(`cron(${expression}): ${text} in the field ${field.name} stands alone or not at all`);
  }
  return items
    .map((item) => {
      const value = named(field, item);
      if (!special.includes(item)) return range(field, value, expression);
      return field.name === 'day of week' && value === 'L' ? '7' : value; // the last day of a week, not of a month
    })
    .join(',');
}

/** Names become numbers, also in `MON-FRI`, `FRIL` and `FRI#2`. */
const named = ({ names, from }: Field, item: string): string =>
  item.replace(/(?<![A-Z\d])[A-Z]{3}(?=$|[-#/]|L$)/g, (name) => {
    const at = names?.indexOf(name) ?? -1;
    return at < 0 ? name : String(from + at);
  });

function range(field: Field, item: string, expression: string): string {
  const refuse = (): never => {
    throw new Error(`cron(${expression}): ${item} is not valid in the field ${field.name}`);
  };
  const found = /^(?:(\*)|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(item) ?? refuse();
  const [, star, first, last, step] = found;
  // The days of the week have no steps on AWS.
  if (step !== undefined && (Number(step) === 0 || field.name === 'day of week')) refuse();
  if (star) return item;
  const from = Number(first);
  const to = last === undefined ? (step === undefined ? from : field.to) : Number(last);
  if (from < field.from || to > field.to || from > to) refuse();
  if (step === undefined) return item;
  return from === to ? String(from) : `${from}-${to}/${step}`;
}
