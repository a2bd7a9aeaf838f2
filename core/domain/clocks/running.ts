/**
 * What happens to a clock: it begins, is paused, goes on, stops, gets another target. All of it follows from its start, its
 * target, its pauses and its calendar, so nothing drifts, however often a ticket is held.
 */
import { addWorkingMs, type Calendar, workingMs } from '../calendar/calendar.ts';
import type { Policy } from '../policy.ts';
import { type Instant, MINUTE_MS } from '../time.ts';
import { type Clock, type ClockName, isPaused, isRunning, type Mark } from './clock.ts';
import { calendarOf, marksOf, type Selected } from './selection.ts';

/** The instant at which the clock has counted so many minutes; while it is paused, as if it were not. */
export const instantAt = (clock: Pick<Clock, 'startedAt' | 'pauses'>, calendar: Calendar, minutes: number): Instant => {
  let from = clock.startedAt;
  let left = Math.round(minutes * MINUTE_MS);
  for (const pause of clock.pauses) {
    const counted = workingMs(calendar, from, pause.from);
    if (left <= counted || pause.to === undefined) break;
    left -= counted;
    from = pause.to;
  }
  return addWorkingMs(calendar, from, left);
};

/** Working ms that it has counted until `at`, or until it stopped. */
export const elapsedMs = (clock: Clock, calendar: Calendar, at: Instant): number => {
  const end = clock.stoppedAt !== undefined && clock.stoppedAt < at ? clock.stoppedAt : at;
  const paused = clock.pauses.filter(({ from }) => from < end);
  const pausedMs = paused.map(({ from, to }) => workingMs(calendar, from, to !== undefined && to < end ? to : end));
  return Math.max(0, workingMs(calendar, clock.startedAt, end) - pausedMs.reduce((sum, ms) => sum + ms, 0));
};

/** Due time and marks, computed anew; `marks` in minutes from the start. */
const timed = (clock: Clock, calendar: Calendar, marks: readonly number[], now: Instant): Clock => {
  const counted = instantAt(clock, calendar, clock.targetMinutes);
  const graced = clock.notBefore !== undefined && clock.notBefore > counted;
  const dueAt = graced ? (clock.notBefore as Instant) : counted;
  const place = (minutes: number): Instant => {
    if (minutes === clock.targetMinutes) return dueAt;
    if (!graced) return instantAt(clock, calendar, minutes);
    const at = addWorkingMs(calendar, dueAt, Math.round((minutes - clock.targetMinutes) * MINUTE_MS));
    return at > now ? at : now;
  };
  return { ...clock, dueAt, ahead: marks.map((minutes): Mark => ({ minutes, at: place(minutes) })) };
};

/** What of its marks has not happened yet. */
const unpassed = (clock: Clock, marks: readonly number[], now: Instant, calendar: Calendar): readonly number[] =>
  marks.filter((minutes) => {
    const ahead = instantAt(clock, calendar, minutes) > now;
    if (minutes < clock.targetMinutes) return clock.breachedAt === undefined && (clock.warnedAt === undefined || ahead);
    return clock.breachedAt === undefined || (minutes > clock.targetMinutes && ahead);
  });

export const begin = (name: ClockName, { rule, target }: Selected, now: Instant, policy: Policy): Clock => {
  const clock: Clock = {
    state: 'running',
    policy: rule.name,
    policyVersion: policy.version,
    calendar: target.calendar,
    targetMinutes: target.minutes,
    startedAt: now,
    dueAt: now,
    pauses: [],
    ahead: [],
  };
  return timed(clock, calendarOf(policy, target.calendar), marksOf(name, target, policy), now);
};

export const pause = (clock: Clock, now: Instant, why: Clock['pauses'][number]['for']): Clock =>
  isRunning(clock)
    ? {
        ...clock,
        ...(clock.state === 'running' && { state: 'paused' }),
        pauses: [...clock.pauses, { from: now, for: why }],
      }
    : clock;

/** Goes on with the time that was left. */
export const resume = (clock: Clock, now: Instant, policy: Policy): Clock => {
  const last = clock.pauses.at(-1);
  if (!isPaused(clock) || !last) return clock;
  const state = clock.state === 'paused' ? ('running' as const) : clock.state;
  if (last.from === now) return { ...clock, state, pauses: clock.pauses.slice(0, -1) };
  const calendar = calendarOf(policy, clock.calendar);
  const grace = clock.notBefore === undefined ? 0 : Math.max(0, workingMs(calendar, last.from, clock.notBefore));
  const going: Clock = {
    ...clock,
    state,
    pauses: [...clock.pauses.slice(0, -1), { ...last, to: now }],
    // A grace that was over when the pause began stays so: else every hold would put the due time off.
    ...(grace > 0 && { notBefore: addWorkingMs(calendar, now, grace) }),
  };
  const marks = clock.ahead.map(({ minutes }) => minutes);
  const next = timed(going, calendar, marks, now);
  // What was over when it was promised does not become a breach of somebody's because of a hold.
  const ahead = next.ahead.map((mark, at) => (clock.ahead[at]?.past ? { ...mark, past: true as const } : mark));
  return { ...next, ahead };
};

/** Stops for good: met before the due time, which is itself a breach. Stopping a second time changes nothing. */
export const stop = (clock: Clock, now: Instant, policy: Policy): Clock => {
  if (clock.stoppedAt !== undefined) return clock;
  const running = resume(clock, now, policy);
  const inTime = running.state === 'running' && now < running.dueAt;
  return { ...running, state: inTime ? 'met' : 'missed', stoppedAt: now, ahead: [] };
};

/** It does not apply any more; a breach that happened stays one. */
export const cancel = (clock: Clock, now: Instant): Clock => {
  if (clock.stoppedAt !== undefined) return clock;
  const pauses = clock.pauses.map((each) => (each.to === undefined ? { ...each, to: now } : each));
  return { ...clock, pauses, state: clock.state === 'missed' ? 'missed' : 'cancelled', stoppedAt: now, ahead: [] };
};

/**
 * Takes a stop back. Without `grace` as if it had never happened: the time in between counts. With `grace`, in minutes, that
 * time does not count, and it is not due before those have passed.
 */
export const takeUp = (
  name: ClockName,
  clock: Clock,
  now: Instant,
  selected: Selected | undefined,
  policy: Policy,
  grace?: number,
): Clock => {
  if (clock.stoppedAt === undefined || clock.state === 'cancelled') return clock;
  const { stoppedAt, ...rest } = clock;
  const calendar = calendarOf(policy, clock.calendar);
  const taken: Clock = {
    ...rest,
    state: clock.breachedAt === undefined ? 'running' : 'missed',
    ...(grace !== undefined && {
      pauses: [...clock.pauses, { from: stoppedAt, to: now, for: 'solved' as const }],
      notBefore: addWorkingMs(calendar, now, Math.round(grace * MINUTE_MS)),
    }),
  };
  // The grace is time of its own: whoever was warned of the first end is warned of this one.
  const { warnedAt: _, ...unwarned } = taken;
  const graced = grace !== undefined && instantAt(taken, calendar, taken.targetMinutes) < (taken.notBefore ?? '');
  const going: Clock = graced && taken.breachedAt === undefined ? unwarned : taken;
  const marks = marksOf(name, { minutes: clock.targetMinutes, warnings: selected?.target.warnings }, policy);
  const next = timed(going, calendar, unpassed(going, marks, now, calendar), now);
  // Met, but over when it stopped: another promise was given since, and nobody could have kept that.
  return clock.state === 'met' && clock.dueAt <= stoppedAt ? silent(next, now) : next;
};

/** What was over when it was promised is marked so; a warning of something that is past already tells nobody anything. */
const silent = (clock: Clock, now: Instant): Clock => {
  const { ahead, targetMinutes } = clock;
  const left = ahead.filter(({ minutes, at }) => minutes === targetMinutes || at > now);
  const over = (mark: Mark): boolean => mark.minutes === targetMinutes && mark.at <= now;
  return { ...clock, ahead: left.map((mark) => (over(mark) ? { ...mark, past: true } : mark)) };
};

/** When it is due if no more time passes on hold. */
const dueIfResumed = (clock: Clock, now: Instant, policy: Policy): Instant => resume(clock, now, policy).dueAt;

/**
 * The same clock under another promise, as if it had been so from the start: its pauses stay, and what was stopped, warned or
 * missed stays so. `raised`: the ticket has become more urgent, which never grants time.
 */
export const retarget = (
  name: ClockName,
  clock: Clock,
  { rule, target }: Selected,
  now: Instant,
  policy: Policy,
  raised: boolean,
): Clock => {
  if (clock.state === 'missed' || clock.state === 'cancelled') return clock;
  if (target.minutes === clock.targetMinutes && target.calendar === clock.calendar) return clock;
  const calendar = calendarOf(policy, target.calendar);
  const other: Clock = {
    ...clock,
    policy: rule.name,
    calendar: target.calendar,
    targetMinutes: target.minutes,
  };
  const marks = clock.stoppedAt === undefined ? unpassed(other, marksOf(name, target, policy), now, calendar) : [];
  const next = timed(other, calendar, marks, now);
  if (raised && (next.dueAt > clock.dueAt || dueIfResumed(next, now, policy) > dueIfResumed(clock, now, policy)))
    return clock;
  return silent(next, now);
};
