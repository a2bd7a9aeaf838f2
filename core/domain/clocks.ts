import type { Clock, Clocks } from './clock.ts';
import type { Policy } from './policy.ts';
import type { Priority } from './ticket.ts';
import { addMinutes, addMs, type Instant, MINUTE_MS, msBetween } from './time.ts';

/**
 * When the warning (黄牌) of a target is due, in minutes from its start: `minutesBefore` its end, or at `percent` of a
 * target shorter than `shortTargetMinutes`.
 */
export const warnAfterMinutes = (targetMinutes: number, warning: Policy['warning']): number =>
  targetMinutes < warning.shortTargetMinutes
    ? (targetMinutes * warning.percent) / 100
    : targetMinutes - warning.minutesBefore;

/** Both clocks of a ticket that starts to count at `start`. */
export const startClocks = (priority: Priority, start: Instant, policy: Policy): Clocks => {
  const { firstResponseMinutes, resolutionMinutes } = policy.targets[priority];
  const clock = (targetMinutes: number): Clock => ({
    state: 'running',
    targetMinutes,
    startedAt: start,
    warnAt: addMinutes(start, warnAfterMinutes(targetMinutes, policy.warning)),
    dueAt: addMinutes(start, targetMinutes),
  });
  return { firstResponse: clock(firstResponseMinutes), resolution: clock(resolutionMinutes) };
};

/**
 * The same clock under another target, as if it had been so from the start: pauses stay, and what was already stopped,
 * warned or breached stays so. One that was met may have a due time before its stop: it counts when the clock goes on.
 */
export const retarget = (clock: Clock, targetMinutes: number, policy: Policy): Clock => {
  if (clock.state === 'missed') return clock;
  const pausedMs = msBetween(clock.startedAt, clock.dueAt) - clock.targetMinutes * MINUTE_MS;
  const from = addMs(clock.startedAt, pausedMs);
  return {
    ...clock,
    targetMinutes,
    warnAt: addMinutes(from, warnAfterMinutes(targetMinutes, policy.warning)),
    dueAt: addMinutes(from, targetMinutes),
  };
};

export const pause = (clock: Clock, now: Instant): Clock =>
  clock.state === 'running' ? { ...clock, state: 'paused', pausedAt: now } : clock;

/** Goes on after a pause: what is still to come moves by the length of the pause. */
export const resume = (clock: Clock, now: Instant): Clock => {
  if (clock.state !== 'paused' || !clock.pausedAt) return clock;
  const { pausedAt, ...rest } = clock;
  const pausedMs = msBetween(pausedAt, now);
  return { ...rest, state: 'running', warnAt: addMs(rest.warnAt, pausedMs), dueAt: addMs(rest.dueAt, pausedMs) };
};

/** Stops for good: met before the due time, which is itself a breach. Stopping a second time changes nothing. */
export const stop = (clock: Clock, now: Instant): Clock => {
  if (clock.stoppedAt) return clock;
  const running = resume(clock, now);
  const inTime = running.state === 'running' && now < running.dueAt;
  return { ...running, state: inTime ? 'met' : 'missed', stoppedAt: now };
};

/** Takes a stop back, as if it had never happened: the time in between counts. */
export const unstop = (clock: Clock): Clock => {
  if (!clock.stoppedAt) return clock;
  const { stoppedAt: _, ...rest } = clock;
  return { ...rest, state: rest.breachedAt ? 'missed' : 'running' };
};

/** Goes on after having been stopped, with the time that was left and at least `graceMinutes` of it. */
export const restart = (clock: Clock, now: Instant, graceMinutes: number): Clock => {
  if (!clock.stoppedAt) return clock;
  const { stoppedAt, ...rest } = clock;
  if (rest.breachedAt) return { ...rest, state: 'missed' };
  const leftMs = Math.max(msBetween(stoppedAt, rest.dueAt), graceMinutes * MINUTE_MS);
  const dueAt = addMs(now, leftMs);
  const warnLeadMs = Math.min(msBetween(rest.warnAt, rest.dueAt), leftMs);
  return { ...rest, state: 'running', dueAt, warnAt: addMs(dueAt, -warnLeadMs) };
};
