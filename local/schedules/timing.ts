/** When a schedule is due: `rate(…)`, `cron(…)` and `at(…)`. */
import { cronOf } from './cron.ts';
import { type Zone, zoneOf } from './zone.ts';

/** All times are epoch ms. */
export interface Timing {
  /** Due once and never again. */
  readonly once: boolean;
  /** The first occurrence of a schedule that is made at `now`. */
  first(now: number): number | undefined;
  /** The first occurrence later than `after`; `known` is any earlier one, from which a rate is counted. */
  next(after: number, known: number): number | undefined;
}

export interface Bounds {
  /** IANA; of `cron` and `at`. Default: UTC. */
  readonly zone?: string | undefined;
  /** No recurring occurrence comes before it. */
  readonly start?: number | undefined;
  /** The last moment of a recurring occurrence. */
  readonly end?: number | undefined;
}

const MINUTE_MS = 60_000;
const UNITS: Readonly<Record<string, number>> = {
  minute: MINUTE_MS,
  hour: 60 * MINUTE_MS,
  day: 24 * 60 * MINUTE_MS,
};

/**
 * As EventBridge Scheduler reads them (its guide, "Schedule types"). A rate begins at its start, else at once, and a day of it has
 * 24 hours. A cron time that the clocks jump over is left out; one that comes twice is due once. Throws an Error of one line.
 */
export function timingOf(expression: string, { zone, start, end }: Bounds = {}): Timing {
  const [, kind, inside = ''] = /^(rate|cron|at)\((.*)\)$/.exec(expression.trim()) ?? [];
  const place = zoneOf(zone ?? 'UTC');
  if (kind === 'rate') return until(end, rate(inside, start));
  if (kind === 'cron') return until(end, cron(inside, start, place));
  if (kind === 'at') return at(inside, place, zone);
  throw new Error(`${expression} is neither rate(…), cron(…) nor at(…)`);
}

type Next = (after: number, known: number) => number | undefined;

function rate(text: string, start: number | undefined): Pick<Timing, 'first' | 'next'> {
  const [, value, unit = ''] = /^\s*(\d+)\s+(minute|hour|day)s?\s*$/.exec(text) ?? [];
  const period = Number(value) * (UNITS[unit] ?? 0);
  if (!(period > 0)) throw new Error(`rate(${text}) is not a number of minutes, hours or days`);
  const next: Next = (after, known) => known + Math.max(1, Math.floor((after - known) / period) + 1) * period;
  return { next, first: (now) => (start !== undefined && start <= now ? next(now, start) : (start ?? now)) };
}

function cron(text: string, start: number | undefined, zone: Zone): Pick<Timing, 'first' | 'next'> {
  const nextWall = cronOf(text);
  const next = (after: number): number | undefined => {
    for (let wall = nextWall(zone.wall(after)); wall !== undefined; wall = nextWall(wall)) {
      const instant = zone.instant(wall);
      // Earlier: the clocks have gone back, and this was its second time.
      if (instant !== undefined && instant > after) return instant;
    }
    return undefined;
  };
  return { next, first: (now) => next(start !== undefined && start > now ? start - 1 : now) };
}

function until(end: number | undefined, { first, next }: Pick<Timing, 'first' | 'next'>): Timing {
  const inTime = (time: number | undefined): number | undefined =>
    time === undefined || end === undefined || time <= end ? time : undefined;
  return { once: false, first: (now) => inTime(first(now)), next: (after, known) => inTime(next(after, known)) };
}

function at(text: string, zone: Zone, zoneName = 'UTC'): Timing {
  const wall = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  // `2026-02-30` would be read as a day in March.
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 19) !== text) {
    throw new Error(`at(${text}) is not a time like at(2026-11-22T09:30:00)`);
  }
  const instant = zone.instant(wall);
  if (instant === undefined) throw new Error(`at(${text}): the clocks of ${zoneName} jump over it`);
  return {
    once: true,
    first: (now) => (instant > now ? instant : undefined),
    next: () => undefined,
  };
}
