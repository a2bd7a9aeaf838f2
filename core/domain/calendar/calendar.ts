/**
 * Working calendars (工作日历): due times, working time between instants, openings. Time is counted as it passes: a local day of
 * 25 hours that is open all day has 1500 minutes. A time that the clocks skip is the first instant after the gap; one that they
 * show twice is the first for an opening and the last for a closing. Opening instants are open, closing instants are not.
 */
import { type Instant, MINUTE_MS, toInstant, toMs } from '../time.ts';
import { type Day, dayAt, type OpeningHours } from './hours.ts';
import { lastAtMost, lastBelow, type OpenYear, openUntil, openYear } from './openings.ts';

export interface Calendar extends OpeningHours {
  readonly name: string;
}

const ALL_DAY: Day = [[0, 24 * 60]];

/** Open at any time. */
export const ALWAYS: Calendar = { name: 'always', zone: 'UTC', week: Array(7).fill(ALL_DAY), days: {} };

/** So many whole years without an opening are no calendar to count on. */
const EMPTY_YEARS = 2;
const LONGEST_MS = 100 * 366 * 24 * 60 * MINUTE_MS;

/**
 * The instant at which so many working minutes have passed since `start`; they may be fractions, and are rounded to ms. Negative
 * ones go back in time. Time counts from the next opening; what ends with an opening ends at its closing, not at the opening after
 * it. No minutes at all lead to the next opening. Throws an Error when the calendar is not open for two years, RangeError on
 * minutes that are no number or more than a hundred years, and on an unknown zone.
 *
 * Example: `addWorking(office, '2026-11-20T08:30:00.000Z', 60)`
 */
export const addWorking = (calendar: Calendar, start: Instant, minutes: number): Instant =>
  addWorkingMs(calendar, start, Math.round(minutes * MINUTE_MS));

/** The instant since which so many working minutes had passed at `end`; none lead to the last open time until then. Throws as above. */
export const subtractWorking = (calendar: Calendar, end: Instant, minutes: number): Instant => {
  const ms = Math.round(minutes * MINUTE_MS);
  return ms < 0 ? addWorkingMs(calendar, end, -ms) : toInstant(backward(calendar, toMs(end), amount(ms)));
};

/** As `addWorking`, in whole ms. */
export const addWorkingMs = (calendar: Calendar, start: Instant, ms: number): Instant =>
  toInstant(ms < 0 ? backward(calendar, toMs(start), amount(-ms)) : forward(calendar, toMs(start), amount(ms)));

/** Working ms from one instant to another; negative when `to` is earlier. Throws RangeError on an unknown zone. */
export const workingMs = (calendar: Calendar, from: Instant, to: Instant): number =>
  between(calendar, toMs(from), toMs(to));

export const isOpen = (calendar: Calendar, at: Instant): boolean => openAt(calendar, toMs(at));

/** What is open between two instants, in order and apart from each other. Throws RangeError on an unknown zone. */
export const openStretches = (
  calendar: Calendar,
  from: Instant,
  to: Instant,
): readonly { readonly from: Instant; readonly to: Instant }[] => {
  const [begin, end] = [toMs(from), toMs(to)];
  const stretches: { from: number; to: number }[] = [];
  for (let year = yearOf(begin); year <= yearOf(end); year += 1) {
    const { starts, ends } = openYear(calendar, year);
    for (let at = Math.max(0, lastAtMost(starts, begin)); at < starts.length; at += 1) {
      const [start, stop] = [Math.max(starts[at] as number, begin), Math.min(ends[at] as number, end)];
      if ((starts[at] as number) >= end) break;
      if (start >= stop) continue;
      const last = stretches.at(-1);
      if (last?.to === start)
        last.to = stop; // open over the turn of the year
      else stretches.push({ from: start, to: stop });
    }
  }
  return stretches.map((each) => ({ from: toInstant(each.from), to: toInstant(each.to) }));
};

/** The first open instant at or after this one. Throws as `addWorking`. */
export const nextOpening = (calendar: Calendar, at: Instant): Instant => toInstant(opening(calendar, toMs(at)));

/** What a calendar says of a date such as `2026-10-01`: the ranges that start on it. */
export const dayOf = (calendar: Calendar, date: string): Day => dayAt(calendar, Date.parse(`${date}T00:00:00Z`));

const amount = (ms: number): number => {
  if (ms <= LONGEST_MS) return ms;
  throw new RangeError(`${ms} ms is no working time: at most 100 years are.`);
};

const yearOf = (at: number): number => new Date(at).getUTCFullYear();

const openAt = (calendar: Calendar, at: number): boolean => {
  const { starts, ends } = openYear(calendar, yearOf(at));
  const index = lastAtMost(starts, at);
  return index >= 0 && at < (ends[index] as number);
};

const opening = (calendar: Calendar, at: number): number => {
  if (openAt(calendar, at)) return at;
  const year = yearOf(at);
  const { starts } = openYear(calendar, year);
  const here = starts[lastAtMost(starts, at) + 1];
  if (here !== undefined) return here;
  for (let ahead = 1; ahead <= EMPTY_YEARS; ahead += 1) {
    const first = openYear(calendar, year + ahead).starts[0];
    if (first !== undefined) return first;
  }
  throw neverOpen(calendar, 'after', year);
};

/** The instant itself when it is open, else the closing before it. */
const lastOpen = (calendar: Calendar, at: number): number => {
  if (openAt(calendar, at)) return at;
  const year = yearOf(at);
  const { starts, ends } = openYear(calendar, year);
  const here = ends[lastAtMost(starts, at)];
  if (here !== undefined) return here;
  for (let back = 1; back <= EMPTY_YEARS; back += 1) {
    const last = openYear(calendar, year - back).ends.at(-1);
    if (last !== undefined) return last;
  }
  throw neverOpen(calendar, 'before', year);
};

const forward = (calendar: Calendar, start: number, ms: number): number => {
  const from = opening(calendar, start);
  if (ms === 0) return from;
  let year = yearOf(from);
  let table = openYear(calendar, year);
  let wanted = openUntil(table, from) + ms;
  for (let empty = 0; wanted > table.total; ) {
    wanted -= table.total;
    year += 1;
    table = openYear(calendar, year);
    empty = table.total > 0 ? 0 : empty + 1;
    if (empty === EMPTY_YEARS) throw neverOpen(calendar, 'after', year - empty);
  }
  // Less than the amount, not at most: where one opening ends with it, the work is done then and not when the next one begins.
  return atAmount(table, lastBelow(table.before, wanted), wanted);
};

const backward = (calendar: Calendar, end: number, ms: number): number => {
  if (ms === 0) return lastOpen(calendar, end);
  let year = yearOf(end);
  let table = openYear(calendar, year);
  let wanted = openUntil(table, end) - ms;
  for (let empty = 0; wanted < 0; ) {
    year -= 1;
    table = openYear(calendar, year);
    wanted += table.total;
    empty = table.total > 0 ? 0 : empty + 1;
    if (empty === EMPTY_YEARS) throw neverOpen(calendar, 'before', year + empty);
  }
  return atAmount(table, lastAtMost(table.before, wanted), wanted);
};

const atAmount = ({ starts, before }: OpenYear, index: number, wanted: number): number =>
  (starts[index] as number) + wanted - (before[index] as number);

const between = (calendar: Calendar, from: number, to: number): number => {
  if (from > to) return 0 - between(calendar, to, from);
  const [first, last] = [yearOf(from), yearOf(to)];
  let open = openUntil(openYear(calendar, last), to) - openUntil(openYear(calendar, first), from);
  for (let year = first; year < last; year += 1) open += openYear(calendar, year).total;
  return open;
};

const neverOpen = ({ name }: Calendar, side: 'before' | 'after', year: number): Error =>
  new Error(`The calendar ${name} is not open in the ${EMPTY_YEARS} years ${side} ${year}.`);
