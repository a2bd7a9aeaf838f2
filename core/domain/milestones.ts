import { CLOCKS, type ClockName, isRunning } from './clocks/clock.ts';
import { isOverdue } from './escalation/climbing.ts';
import type { Policy } from './policy.ts';
import { nextImprovement, nextSwitch } from './promotions.ts';
import { reachOf } from './routing/relaxation.ts';
import type { QueuedTicket, Ticket } from './ticket.ts';
import { stageOf } from './ticket.ts';
import { addMinutes, type Instant, msBetween } from './time.ts';

/** What time alone brings to a ticket. */
export type Milestone =
  | { readonly kind: 'warning'; readonly at: Instant; readonly clock: ClockName }
  /** `retargeted`: it lay in the past already when its promise was given. */
  | { readonly kind: 'breach'; readonly at: Instant; readonly clock: ClockName; readonly retargeted?: true }
  | { readonly kind: 'overdue'; readonly at: Instant; readonly clock: ClockName; readonly minutesAfter: number }
  | { readonly kind: 'requeue'; readonly at: Instant }
  | { readonly kind: 'reminder'; readonly at: Instant }
  | { readonly kind: 'holdReminder'; readonly at: Instant }
  | { readonly kind: 'holdEnds'; readonly at: Instant }
  | { readonly kind: 'reworkLate'; readonly at: Instant }
  | { readonly kind: 'approvalReminder'; readonly at: Instant }
  | { readonly kind: 'approvalLate'; readonly at: Instant }
  | { readonly kind: 'questionReminder'; readonly at: Instant }
  | { readonly kind: 'questionLate'; readonly at: Instant }
  | { readonly kind: 'closing'; readonly at: Instant };

/** All that are still to come or already due, from all clocks, earliest first; of equal times the warning goes before the breach. */
export const milestones = (ticket: Ticket): readonly Milestone[] => {
  const list: Milestone[] = [];
  if (ticket.phase === 'merged') return list;
  for (const name of CLOCKS) {
    const clock = ticket.clocks[name];
    if (!clock || !isRunning(clock)) continue;
    for (const { minutes, at, past } of clock.ahead) {
      if (minutes < clock.targetMinutes) list.push({ kind: 'warning', at, clock: name });
      else if (minutes > clock.targetMinutes)
        list.push({ kind: 'overdue', at, clock: name, minutesAfter: minutes - clock.targetMinutes });
      else list.push({ kind: 'breach', at, clock: name, ...(past && { retargeted: past }) });
    }
  }
  if (ticket.phase === 'handling' && ticket.requeueAt) list.push({ kind: 'requeue', at: ticket.requeueAt });
  if (ticket.remindAt && isWatched(ticket)) list.push({ kind: 'reminder', at: ticket.remindAt });
  if (ticket.phase === 'onHold') {
    if (ticket.hold.remindAt) list.push({ kind: 'holdReminder', at: ticket.hold.remindAt });
    list.push({ kind: 'holdEnds', at: ticket.hold.until });
  }
  if (ticket.reworkBy && IN_WORK.has(ticket.phase)) list.push({ kind: 'reworkLate', at: ticket.reworkBy });
  if (ticket.phase === 'approval') {
    const { question } = ticket.approval;
    // While they wait for an answer to their question, it is not the approvers who are late.
    const { remindAt, dueAt } = question ?? ticket.approval;
    if (remindAt) list.push({ kind: question ? 'questionReminder' : 'approvalReminder', at: remindAt });
    if (dueAt) list.push({ kind: question ? 'questionLate' : 'approvalLate', at: dueAt });
  }
  if (ticket.phase === 'resolved') list.push({ kind: 'closing', at: ticket.closesAt });
  return list.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
};

const IN_WORK: ReadonlySet<Ticket['phase']> = new Set(['queued', 'handling', 'paused']);

/** Those above are told again of an escalation while it is open: not while somebody outside has it. */
const isWatched = (ticket: Ticket): boolean =>
  ticket.phase === 'queued' ||
  ticket.phase === 'handling' ||
  ticket.phase === 'paused' ||
  ticket.phase === 'approval' ||
  ticket.phase === 'review'
    ? ticket.acknowledged === undefined || isOverdue(ticket)
    : false;

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
 * nothing. Now for a queued ticket that has not been `offered` yet, as it stands, to those who may get it.
 */
export const nextWake = (ticket: Ticket, now: Instant, policy: Policy, offered: boolean): Instant | undefined => {
  const offer = ticket.phase === 'queued' ? (offered ? nextOffer(ticket, now, policy) : now) : undefined;
  const better =
    ticket.phase !== 'merged' &&
    CLOCKS.some((name) => ticket.clocks[name] && ticket.clocks[name].stoppedAt === undefined)
      ? nextImprovement(policy, now)
      : undefined;
  return [milestones(ticket)[0]?.at, offer, better]
    .filter((at) => at !== undefined)
    .reduce<Instant | undefined>((first, at) => (first === undefined || at < first ? at : first), undefined);
};

/** When others may get it than do now: its reach, or a promotion changes teams and capacities; once all may, it is tried again and again. */
const nextOffer = (ticket: QueuedTicket, now: Instant, policy: Policy): Instant => {
  const next =
    reachOf(ticket, now, policy).next?.at ??
    nextDispatch(ticket.dispatchFailedAt ?? now, now, policy.dispatch.retryMinutes);
  const other = nextSwitch(policy, now);
  return other !== undefined && other < next ? other : next;
};

/**
 * Whether a change has to wake the parked workflow: it waits in the wrong place, or it would sleep too long. A change
 * that only puts milestones off wakes nobody: the timer fires, finds nothing due, and is parked again.
 */
export const wakes = (before: Ticket, after: Ticket, now: Instant, policy: Policy): boolean => {
  if (stageOf(before) !== stageOf(after)) return true;
  const [earlier, later] = [
    nextWake(after, now, policy, !isNewInQueue(before, after)),
    nextWake(before, now, policy, true),
  ];
  return earlier !== undefined && (later === undefined || earlier < later);
};

/** Others may get it now than before. */
const isNewInQueue = (before: Ticket, after: Ticket): boolean =>
  after.phase === 'queued' &&
  (before.phase !== 'queued' ||
    before.queue !== after.queue ||
    before.priority !== after.priority ||
    JSON.stringify(before.route) !== JSON.stringify(after.route));
