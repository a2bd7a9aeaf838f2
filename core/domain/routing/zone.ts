/** Local dates and times of a zone, on the zone data that comes with the platform. */
import { offsetAt } from '../calendar/zone-offset.ts';
import { type Instant, MINUTE_MS, toInstant, toMs } from '../time.ts';
import { WEEKDAYS, type Weekday } from './team.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A date such as `2026-10-01`, and whole minutes since its midnight. */
export interface LocalTime {
  readonly date: string;
  readonly minutes: number;
}

/** Whether the platform knows a zone of this name. */
export const isZone = (name: string): boolean => {
  try {
    return Number.isFinite(offsetAt(0, name));
  } catch {
    return false;
  }
};

/** What the clocks of the zone show. Throws RangeError on a zone that is not known. */
export const localOf = (instant: Instant, zone: string): LocalTime => {
  const at = toMs(instant);
  const shown = at + offsetAt(at, zone);
  return { date: toInstant(shown).slice(0, 10), minutes: Math.floor((shown - startOf(shown)) / MINUTE_MS) };
};

const startOf = (shown: number): number => Math.floor(shown / DAY_MS) * DAY_MS;

/** When the clocks of the zone show this; the first time where they show it twice, the time after the gap where never. */
export const instantOf = (local: LocalTime, zone: string): Instant => {
  const key = `${zone} ${local.date} ${local.minutes}`;
  let instant = instants.get(key);
  if (instant === undefined) {
    instant = findInstant(local, zone);
    if (instants.size >= MOST_KEPT) instants.clear();
    instants.set(key, instant);
  }
  return instant;
};

// The shifts of two hundred agents begin and end at the same few times, and to find one asks the platform four times.
const MOST_KEPT = 10_000;
const instants = new Map<string, Instant>();

const findInstant = ({ date, minutes }: LocalTime, zone: string): Instant => {
  const wanted = Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE_MS;
  // The offsets of the day before and after: every change of the clocks in between is one of these two.
  const times = [wanted - DAY_MS, wanted + DAY_MS].map((at) => wanted - offsetAt(at, zone)).toSorted((a, b) => a - b);
  const at = times.find((time) => time + offsetAt(time, zone) === wanted) ?? (times.at(-1) as number);
  return toInstant(at);
};

export const dateBefore = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);

export const dateAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

export const weekdayOf = (date: string): Weekday =>
  WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] as Weekday;

/** Minutes since midnight of `HH:MM`. */
export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** Whether a time of day lies within hours that may go over midnight; the end is not part of them. */
export const isWithin = (minutes: number, from: string, to: string): boolean => {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return start < end ? minutes >= start && minutes < end : minutes >= start || minutes < end;
};
