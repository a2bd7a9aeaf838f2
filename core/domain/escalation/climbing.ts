/** What happens so that nobody forgets a ticket which is late, hard or grave. */

import type { EscalationReason, TicketEscalated } from '../clock-events.ts';
import type { ClockName } from '../clocks/clock.ts';
import { matches } from '../clocks/selection.ts';
import type { Context } from '../context.ts';
import type { TicketEvent } from '../events.ts';
import { isOpen } from '../phase-changes.ts';
import { reclassified } from '../reclassifying.ts';
import { onePriorityHigher } from '../routing/repeats.ts';
import type { Ticket } from '../ticket.ts';
import { addMinutes, type Instant } from '../time.ts';
import { type Action, type Condition, levelAt, type Rung } from './ladder.ts';
import { mostSevere, type Said, severityRungs } from './severity.ts';

/** Whether the ticket, still open, is past the time that was set for where it stands. */
export const isOverdue = (ticket: Ticket): boolean => {
  switch (ticket.phase) {
    case 'queued':
    case 'handling':
    case 'paused':
    case 'onHold':
      return ticket.clocks.resolution.state === 'missed';
    case 'approval':
      return ticket.approval.late > 0;
    case 'review':
      return ticket.clocks.review?.state === 'missed';
    case 'resolved':
    case 'closed':
    case 'archived':
    case 'merged':
      return false;
  }
};

/** Not yet given to anybody: that it is given is the answer. */
const ANSWERED_BY_ASSIGNMENT: ReadonlySet<EscalationReason> = new Set(['poolExpired', 'dispatchFailed']);

/**
 * When a ticket leaves those who get it now, unless they do something first: only once its resolution is missed, because
 * until then the breach to come sees to that.
 */
export const watchOver = (
  ticket: Pick<Ticket, 'clocks'>,
  { now, policy }: Context,
): { readonly requeueAt?: Instant } =>
  ticket.clocks.resolution.breachedAt === undefined
    ? {}
    : { requeueAt: addMinutes(now, policy.escalation.untouchedMinutes) };

/** When those above are told again of a ticket that is overdue, though somebody has taken notice. */
export const repeated = (
  ticket: Ticket,
  overdue: boolean,
  { now, policy }: Context,
): { readonly remindAt?: Instant } => {
  const rung = policy.escalation.ladder.find(({ name }) => name === ticket.rungs.at(-1));
  const minutes = rung?.repeatMinutes ?? levelAt(policy.escalation, ticket.level).repeatMinutes;
  return overdue ? { remindAt: addMinutes(now, minutes) } : {};
};

interface Why {
  readonly reason: EscalationReason;
  readonly rungs?: readonly Rung[];
  readonly text?: string;
  /** The same people are told again. */
  readonly sameLevel?: true;
  /** After the events that come before it, where that is not as the ticket stands. */
  readonly overdue?: boolean;
}

/** Raises the level, by one or to that of the row, up to the highest; at the top those of it are told again. */
const escalated = (ticket: Ticket, why: Why, context: Context): TicketEscalated => {
  const { now, policy } = context;
  const { levels } = policy.escalation;
  const { reason, text, overdue = isOverdue(ticket) } = why;
  const rungs = mostSevere(why.rungs ?? [], ticket.level);
  const [rung] = rungs;
  // A ticket may come from a policy with more levels: it is not lowered.
  const higher = Math.max(ticket.level, Math.min(ticket.level + (why.sameLevel ? 0 : 1), levels.length));
  const level = rung?.level === undefined ? higher : Math.max(ticket.level, rung.level);
  const minutes = rung?.acknowledgeMinutes ?? levelAt(policy.escalation, level).acknowledgeMinutes;
  const climbs = overdue || !ANSWERED_BY_ASSIGNMENT.has(reason);
  return {
    type: 'ticket.escalated',
    data: {
      level,
      reason,
      rungs: rungs.map(({ name }) => name),
      to: rung?.to ?? levelAt(policy.escalation, level).to,
      actions: rung?.actions ?? NOTIFY,
      ...(text !== undefined && { text }),
      ...(climbs && { remindAt: addMinutes(now, minutes) }),
    },
  };
};

const NOTIFY: readonly Action[] = [{ do: 'notify' }];

/** The escalation, and what its actions do to the ticket. */
export const climb = (ticket: Ticket, why: Why, context: Context): readonly TicketEvent[] => {
  const event = escalated(ticket, why, context);
  // The priority first: it leaves the ticket in its queue, from which it may then be taken.
  const actions = event.data.actions.toSorted(
    (a, b) => Number(b.do === 'raisePriority') - Number(a.do === 'raisePriority'),
  );
  return [event, ...actions.flatMap((action) => effectOf(action, ticket, context))];
};

const effectOf = (action: Action, ticket: Ticket, context: Context): readonly TicketEvent[] => {
  if (action.do === 'raisePriority') {
    const priority = onePriorityHigher(ticket.priority);
    if (priority === ticket.priority) return [];
    return [reclassified(ticket, { category: ticket.category, priority, queue: ticket.queue }, context)];
  }
  if (action.do !== 'reassign' || !isOpen(ticket)) return []; // the others are in the event itself
  const queue = action.queue ?? ticket.queue;
  if (ticket.phase === 'queued' && queue === ticket.queue) return [];
  const holder = 'assignee' in ticket ? [ticket.assignee.id] : [];
  const excluded = [...new Set([...ticket.excluded, ...holder])];
  return [{ type: 'ticket.queued', data: { queue, because: 'escalated', excluded } }];
};

const minutesAfter = (at: Condition['at']): number | undefined =>
  typeof at === 'object' ? at.minutesAfter : undefined;

/** What the ladder has for a clock at one of its marks; `minutesAfter`: after its target. */
export const timeRungs = (
  ticket: Ticket,
  clock: ClockName,
  at: 'warning' | 'breach' | { readonly minutesAfter: number },
  { policy }: Context,
): readonly Rung[] =>
  policy.escalation.ladder.filter(
    ({ when }) =>
      when.clock === clock &&
      (when.at === at || (typeof at === 'object' && minutesAfter(when.at) === at.minutesAfter)) &&
      matches(when, ticket),
  );

/** What follows from how grave the ticket is by now. */
export const gravity = (ticket: Ticket, said: Said, context: Context): readonly TicketEvent[] => {
  const rungs = severityRungs(ticket, said, context.policy);
  if (rungs.length === 0) return [];
  const urges = rungs.every(({ when }) => when.urges !== undefined);
  return climb(ticket, { reason: urges ? 'urges' : 'severity', rungs }, context);
};
