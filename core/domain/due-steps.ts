import { addedWhenLate } from './approval/separate.ts';
import { inWorking, unanswered } from './approving.ts';
import type { MissCause } from './clock-events.ts';
import type { ClockName } from './clocks/clock.ts';
import { selectTarget } from './clocks/selection.ts';
import type { Context } from './context.ts';
import { climb, isOverdue, repeated, timeRungs } from './escalation/climbing.ts';
import type { TicketEvent } from './events.ts';
import type { Milestone } from './milestones.ts';
import { teamsOf } from './routing/relaxation.ts';
import type { Ticket } from './ticket.ts';
import { addMinutes, type Instant, msBetween } from './time.ts';
import type { AgentId, Assignee } from './vocabulary.ts';

const LATE_MS = 60_000; // later than this, the machinery was down: the timeline says so

type Due<K extends Milestone['kind']> = Extract<Milestone, { readonly kind: K }>;

/** What the timeline says of a milestone that is due. */
export const dueSteps = (ticket: Ticket, due: Milestone, context: Context): readonly TicketEvent[] => {
  const late = msBetween(due.at, context.now) > LATE_MS;
  switch (due.kind) {
    case 'warning':
      return [
        { type: 'ticket.warned', data: { clock: due.clock, milestoneAt: due.at, late } },
        ...byTime(ticket, due.clock, 'warning', context),
      ];
    case 'breach':
      return missed(ticket, due, late, context);
    case 'overdue': {
      const { clock, minutesAfter } = due;
      return [
        { type: 'ticket.overdue', data: { clock, minutesAfter, milestoneAt: due.at, late } },
        ...byTime(ticket, clock, { minutesAfter }, context),
      ];
    }
    case 'requeue': {
      const excluded = ticket.phase === 'handling' ? without(ticket, ticket.assignee) : ticket.excluded;
      return [{ type: 'ticket.queued', data: { queue: ticket.queue, because: 'untouched', excluded } }];
    }
    case 'reminder':
      return toldAgain(ticket, context);
    case 'holdReminder':
      return ticket.phase === 'onHold'
        ? [{ type: 'ticket.hold-reminded', data: { for: ticket.hold.for, until: ticket.hold.until } }]
        : [];
    case 'holdEnds':
      return holdEnds(ticket, context);
    case 'reworkLate':
      return [{ type: 'ticket.rework-late', data: {} }, ...climb(ticket, { reason: 'reworkOverdue' }, context)];
    case 'approvalReminder':
    case 'approvalLate':
    case 'questionReminder':
    case 'questionLate':
      return approvalDue(ticket, due.kind, context);
    case 'closing':
      return [{ type: 'ticket.closed', data: { because: 'silence' } }];
  }
};

const byTime = (
  ticket: Ticket,
  clock: ClockName,
  at: Parameters<typeof timeRungs>[2],
  context: Context,
  overdue?: boolean,
): readonly TicketEvent[] => {
  const rungs = timeRungs(ticket, clock, at, context);
  if (rungs.length === 0) return [];
  const reason = at !== 'breach' ? 'time' : clock === 'review' ? 'reviewOverdue' : 'breach';
  return climb(ticket, { reason, rungs, ...(overdue !== undefined && { overdue }) }, context);
};

const missed = (ticket: Ticket, due: Due<'breach'>, late: boolean, context: Context): readonly TicketEvent[] => {
  const { clock, at: milestoneAt } = due;
  if (due.retargeted) {
    // Nobody could have kept it: it is written down, and nobody is told of it, unless it is still open long after.
    const later =
      ticket.remindAt || (clock !== 'resolution' && clock !== 'review') ? {} : repeated(ticket, true, context);
    return [{ type: 'ticket.breached', data: { clock, milestoneAt, late: false, cause: 'retargeted', ...later } }];
  }
  const overdue = clock === 'resolution' || clock === 'review' || isOverdue(ticket);
  const told = byTime(ticket, clock, 'breach', context, overdue);
  // Where the escalation has taken it to, it stays.
  const rescue = told.some(({ type }) => type === 'ticket.queued') ? [] : rescued(ticket, clock, context);
  const requeueAt = rescue.length > 0 ? {} : requeueAfterBreach(ticket, clock, context);
  return [
    { type: 'ticket.breached', data: { clock, milestoneAt, late, cause: causeOf(ticket), ...requeueAt } },
    ...told,
    ...rescue,
  ];
};

const CAUSES: Readonly<Record<Ticket['phase'], MissCause>> = {
  queued: 'waiting',
  handling: 'inHand',
  paused: 'pushedAside',
  onHold: 'onHold',
  approval: 'inReview',
  review: 'inReview',
  resolved: 'inReview',
  closed: 'inReview',
  archived: 'inReview',
  merged: 'inReview',
};
const causeOf = ({ phase }: Ticket): MissCause => CAUSES[phase];

const requeueAfterBreach = (
  ticket: Ticket,
  clock: ClockName,
  { now, policy }: Context,
): { readonly requeueAt?: Instant } =>
  // A second breach does not put off what the first one has set.
  ticket.phase === 'handling' && !ticket.requeueAt && (clock === 'firstResponse' || clock === 'resolution')
    ? { requeueAt: addMinutes(now, policy.escalation.untouchedMinutes) }
    : {};

/** Whom it was taken from stands last: they are told. */
const without = ({ excluded }: Ticket, { id }: Assignee): readonly AgentId[] => [
  ...excluded.filter((other) => other !== id),
  id,
];

/** Takes the ticket out of a stage that took too long. */
const rescued = (ticket: Ticket, clock: ClockName, { policy }: Context): readonly TicketEvent[] => {
  // From the last resort there is nowhere to go.
  if ((ticket.phase !== 'handling' && ticket.phase !== 'paused') || ticket.last) return [];
  const startedAt = ticket.clocks[clock]?.startedAt ?? ticket.openedAt;
  const rescue = selectTarget(clock, ticket, startedAt, policy)?.target.rescue;
  if (!rescue) return [];
  const excluded = without(ticket, ticket.assignee);
  const others = rescue === 'otherTeam' ? teamsOf(ticket, policy).filter((team) => team !== ticket.assignee.team) : [];
  const teams = others.length > 0 ? { teams: others } : {};
  return [
    { type: 'ticket.queued', data: { queue: ticket.queue, because: 'rescued', excluded, rescue, clock, ...teams } },
  ];
};

/** An escalation that nobody took notice of climbs; one that somebody did is repeated while the ticket is overdue. */
const toldAgain = (ticket: Ticket, context: Context): readonly TicketEvent[] =>
  climb(
    ticket,
    ticket.acknowledged
      ? { reason: 'stillOpen', sameLevel: true }
      : { reason: ticket.level === 0 ? 'stillOpen' : 'unacknowledged' },
    context,
  );

/**
 * They are reminded; then those above them are asked as well, again and again: silence never approves. A question that nobody answers
 * takes the ticket back to its agent, where it is missed if nothing moves.
 */
const approvalDue = (
  ticket: Ticket,
  kind: 'approvalReminder' | 'approvalLate' | 'questionReminder' | 'questionLate',
  context: Context,
): readonly TicketEvent[] => {
  if (ticket.phase !== 'approval') return [];
  const { approval } = ticket;
  const stage = approval.stages[approval.stage];
  if (!stage) return [];
  if (kind === 'questionLate') return unanswered(ticket, context);
  if (kind !== 'approvalLate') {
    const of = kind === 'questionReminder' && { of: 'question' as const };
    return [{ type: 'ticket.approval-reminded', data: { stage: stage.name, ...of } }];
  }
  const dueAt = inWorking(ticket, stage.limitMinutes, context.now, context.policy);
  return [
    { type: 'ticket.approval-late', data: { stage: stage.name, added: addedWhenLate(approval), dueAt } },
    ...climb(ticket, { reason: 'approvalOverdue', overdue: true }, context),
  ];
};

/** By the rule of its reason: the agent goes on, or silence is the customer's answer. */
const holdEnds = (ticket: Ticket, { policy }: Context): readonly TicketEvent[] => {
  if (ticket.phase !== 'onHold') return [];
  const rule = policy.hold.reasons[ticket.hold.for];
  const resumed: TicketEvent = { type: 'ticket.resumed', data: { because: 'limit' } };
  if (rule.atEnd === 'resume') return [resumed];
  return [resumed, { type: 'ticket.resolved', data: { code: 'no-answer', text: rule.text?.[ticket.language] ?? '' } }];
};
