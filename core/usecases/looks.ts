/** Looks at the desk come once a minute; some things are looked at less often. */
import { type Instant, MINUTE_MS, msBetween, toMs } from '../domain/time.ts';

const RECENT_MINUTES = 2; // one that was missed is made up for

/** What the last look of this process found, as long as nobody else is likely to have looked since. */
export const recent = <T extends { readonly at: Instant }>(last: T | undefined, now: Instant): T | undefined =>
  last && msBetween(last.at, now) <= RECENT_MINUTES * MINUTE_MS ? last : undefined;

/** Whether the last look was before the stretch of so many minutes, by the clock on the wall, in which this one is. */
export const isFirstOf = (minutes: number, last: Instant, now: Instant): boolean =>
  stretchOf(minutes, last) !== stretchOf(minutes, now);

const stretchOf = (minutes: number, at: Instant): number => Math.floor(toMs(at) / (minutes * MINUTE_MS));
