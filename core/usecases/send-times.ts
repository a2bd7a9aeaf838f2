/** When somebody is told what need not be told at once. */
import type { NoticePolicy } from '../domain/messages/notice-policy.ts';
import { instantOf, localOf } from '../domain/routing/zone.ts';
import { addMs, type Instant, MINUTE_MS, toInstant, toMs } from '../domain/time.ts';

const DAY_MINUTES = 24 * 60;
const DAY_MS = DAY_MINUTES * MINUTE_MS;

/** `HH:MM` as minutes since midnight. */
const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};

const dayAfter = (date: string): string => addMs(`${date}T00:00:00.000Z`, DAY_MS).slice(0, 10);

/**
 * When the quiet hours end in which `now` is; undefined outside of them. They may go over midnight; from a time to the same time is
 * never. The end is not quiet any more.
 */
export const endOfQuiet = (now: Instant, { from, to, timeZone }: NoticePolicy['quiet']): Instant | undefined => {
  const { date, minutes } = localOf(now, timeZone);
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  const overMidnight = begin > end;
  if (begin === end) return undefined;
  if (overMidnight && minutes >= begin) return instantOf({ date: dayAfter(date), minutes: end }, timeZone);
  const quiet = minutes < end && (overMidnight || minutes >= begin);
  return quiet ? instantOf({ date, minutes: end }, timeZone) : undefined;
};

/** The next digest after `now`; undefined when there are none. `times`: `09:00`. */
export const nextDigest = (now: Instant, times: readonly string[], timeZone: string): Instant | undefined => {
  const { date } = localOf(now, timeZone);
  return [date, dayAfter(date)]
    .flatMap((day) => times.map((time) => instantOf({ date: day, minutes: minutesOf(time) }, timeZone)))
    .filter((at) => at > now)
    .toSorted()[0];
};

/** Windows follow each other without gaps: begin and end of the one in which `now` is. */
export const windowOf = (now: Instant, minutes: number): { readonly begin: Instant; readonly end: Instant } => {
  const length = minutes * MINUTE_MS;
  const begin = Math.floor(toMs(now) / length) * length;
  return { begin: toInstant(begin), end: toInstant(begin + length) };
};
