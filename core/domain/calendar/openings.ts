/** The openings of a year as a table, so that working time is a search in it and no walk over days. */
import { MINUTE_MS } from '../time.ts';
import { dayAt, type OpeningHours } from './hours.ts';
import { firstShown, lastShown, spellsOf } from './offsets.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;
const DAY_MINUTES = 24 * 60;
/** Days before and after a year whose ranges may reach into it: a night, and clocks up to 14 hours off UTC. */
const MARGIN_DAYS = 3;

/** What is open of one year of UTC: openings in order that neither touch nor overlap, all times in ms. */
export interface OpenYear {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Open time of the year before each opening. */
  readonly before: Float64Array;
  readonly total: number;
}

const kept = new WeakMap<OpeningHours, Map<number, OpenYear>>();

/** Made when it is first asked for, and kept as long as the hours are. Throws RangeError on an unknown zone. */
export const openYear = (hours: OpeningHours, year: number): OpenYear => {
  let years = kept.get(hours);
  if (!years) {
    years = new Map();
    kept.set(hours, years);
  }
  let table = years.get(year);
  if (!table) {
    table = tableOf(merged(openingsOf(hours, Date.UTC(year), Date.UTC(year + 1))));
    years.set(year, table);
  }
  return table;
};

type Opening = readonly [start: number, end: number];

const openingsOf = (hours: OpeningHours, yearStart: number, yearEnd: number): Opening[] => {
  const [from, to] = [yearStart - MARGIN_DAYS * DAY_MS, yearEnd + MARGIN_DAYS * DAY_MS];
  const spells = spellsOf(hours.zone, from - DAY_MS, to + DAY_MS);
  const openings: Opening[] = [];
  for (let midnight = from; midnight < to; midnight += DAY_MS)
    for (const [opens, closes] of dayAt(hours, midnight)) {
      const length = closes > opens ? closes : closes + DAY_MINUTES;
      const start = Math.max(firstShown(spells, midnight + opens * MINUTE_MS), yearStart);
      const end = Math.min(lastShown(spells, midnight + length * MINUTE_MS), yearEnd);
      if (start < end) openings.push([start, end]);
    }
  return openings;
};

/** Ranges that touch are one opening, and so are those that meet only because the clocks were put back. */
const merged = (openings: readonly Opening[]): Opening[] => {
  const apart: Opening[] = [];
  for (const [start, end] of openings.toSorted(([a], [b]) => a - b)) {
    const last = apart.at(-1);
    if (last && start <= last[1]) apart[apart.length - 1] = [last[0], Math.max(last[1], end)];
    else apart.push([start, end]);
  }
  return apart;
};

const tableOf = (openings: readonly Opening[]): OpenYear => {
  const before = new Float64Array(openings.length);
  let total = 0;
  for (const [index, [start, end]] of openings.entries()) {
    before[index] = total;
    total += end - start;
  }
  return {
    starts: Float64Array.from(openings, ([start]) => start),
    ends: Float64Array.from(openings, ([, end]) => end),
    before,
    total,
  };
};

/** Index of the last value that is at most `limit`; -1 when there is none. The values rise. */
export const lastAtMost = (values: Float64Array, limit: number): number => {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** Index of the last value below `limit`, all being whole numbers. */
export const lastBelow = (values: Float64Array, limit: number): number => lastAtMost(values, limit - 1);

/** Open ms of the year until an instant of it. */
export const openUntil = ({ starts, ends, before }: OpenYear, at: number): number => {
  const index = lastAtMost(starts, at);
  if (index < 0) return 0;
  const start = starts[index] as number;
  return (before[index] as number) + Math.min(at, ends[index] as number) - start;
};
