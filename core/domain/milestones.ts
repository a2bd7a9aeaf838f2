import { CLOCKS, type ClockName } from './clock.ts';
import { isOverdue } from './escalation.ts';
import type { Ticket } from './ticket.ts';
import { stageOf } from './ticket.ts';
import { addMinutes, type Instant, msBetween } from './time.ts';

/** What time alone brings to a ticket. */
export type Milestone =
  | { readonly kind: 'warning'; readonly at: Instant; readonly clock: ClockName }
  | { readonly kind: 'breach'; readonly at: Instant; readonly clock: ClockName }
  | { readonly kind: 'requeue'; readonly at: Instant }
  | { readonly kind: 'reminder'; readonly at: Instant }
  | { readonly kind: 'holdEnds'; readonly at: Instant }
  | { readonly kind: 'reviewOverdue'; readonly at: Instant }
  | { readonly kind: 'closing'; readonly at: Instant };

/** All that are still to come or already due, earliest first; of equal times the warning goes before the breach. */
export const milestones = (ticket: Ticket): readonly Milestone[] => {
  const list: Milestone[] = [];
  for (const clock of CLOCKS) {
    const { state, warnedAt, warnAt, dueAt } = ticket.clocks[clock];
    if (state !== 'running') continue;
    if (!warnedAt) list.push({ kind: 'warning', at: warnAt, clock });
    list.push({ kind: 'breach', at: dueAt, clock });
  }
  if (ticket.phase === 'handling' && ticket.requeueAt) list.push({ kind: 'requeue', at: ticket.requeueAt });
  if (ticket.phase !== 'onHold' && ticket.remindAt && isOverdue(ticket))
    list.push({ kind: 'reminder', at: ticket.remindAt });
  if (ticket.phase === 'onHold') list.push({ kind: 'holdEnds', at: ticket.hold.until });
  if (ticket.phase === 'review' && ticket.reviewDueAt) list.push({ kind: 'reviewOverdue', at: ticket.reviewDueAt });
  if (ticket.phase === 'resolved') list.push({ kind: 'closing', at: ticket.closesAt });
  return list.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
};

/** The first milestone of those `wanted` that is due at `now`, if any. */
export const dueMilestone = (
  ticket: Ticket,
  now: Instant,
  wanted: (milestone: Milestone) => boolean,
): Milestone | undefined => milestones(ticket).find((milestone) => milestone.at <= now && wanted(milestone));

/** When a ticket that nobody could be found for is offered again: first after `retryMinutes[0]`, and so on; the last repeats. */
export const nextDispatch = (failedSince: Instant, now: Instant, retryMinutes: readonly number[]): Instant => {
  let at = failedSince;
  for (const minutes of retryMinutes) {
    at = addMinutes(at, minutes);
    if (at > now) return at;
  }
  const period = retryMinutes.at(-1) ?? 1;
  const periods = Math.floor(msBetween(at, now) / (period * 60_000)) + 1;
  return addMinutes(at, periods * period);
};

/**
 * When the workflow has to look at the ticket again though nothing happens to it; undefined when time alone changes
 * nothing. Now for a queued ticket that has not been offered to anybody yet.
 */
export const nextWake = (ticket: Ticket, now: Instant, retryMinutes: readonly number[]): Instant | undefined => {
  const first = milestones(ticket)[0]?.at;
  if (ticket.phase !== 'queued') return first;
  const offered = ticket.dispatchFailedAt ? nextDispatch(ticket.dispatchFailedAt, now, retryMinutes) : now;
  return first && first < offered ? first : offered;
};

/**
 * Whether a change has to wake the parked workflow: it waits in the wrong place, or it would sleep too long. A change
 * that only puts milestones off wakes nobody: the timer fires, finds nothing due, and is parked again.
 */
export const wakes = (before: Ticket, after: Ticket, now: Instant, retryMinutes: readonly number[]): boolean => {
  if (stageOf(before) !== stageOf(after)) return true;
  const [earlier, later] = [nextWake(after, now, retryMinutes), nextWake(before, now, retryMinutes)];
  return earlier !== undefined && (later === undefined || earlier < later);
};
