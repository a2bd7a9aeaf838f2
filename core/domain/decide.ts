import { classify, isThanks } from './classify.ts';
import { retarget, startClocks } from './clocks.ts';
import { type Command, type Open, TRANSITIONS } from './commands.ts';
import type { EscalationReason, Recorded, TicketEvent, TicketOpened } from './events.ts';
import { evolve } from './evolve.ts';
import { dueMilestone, type Milestone } from './milestones.ts';
import { type Actor, mayNot } from './permissions.ts';
import type { Policy } from './policy.ts';
import { type Refusal, refuse } from './refusals.ts';
import type { Assignee, Ticket } from './ticket.ts';
import { addMinutes, type Instant } from './time.ts';

export interface Context {
  readonly now: Instant;
  readonly policy: Policy;
  readonly actor: Actor;
  /** Id of the request or delivery behind the command. */
  readonly correlation: string;
}

export interface Decision {
  readonly ticket: Ticket;
  /** In order; empty when there is nothing to change. */
  readonly events: readonly Recorded[];
}

/** Makes a new ticket of what a channel sent. Never refuses: the input was checked at the door. */
export const openTicket = (command: Open, context: Context): Decision => {
  const { now, policy } = context;
  const { type: _, id, category: hint, ...request } = command;
  const found = classify(`${request.subject}\n${request.description}`, hint, policy);
  const clocks = startClocks(found.priority, now, policy);
  const data: TicketOpened['data'] = { ...request, ...found, clocks, policyVersion: policy.version };
  const event = record({ type: 'ticket.opened', data }, id, 1, context);
  return { ticket: evolve(undefined, event), events: [event] };
};

/** What a command does to a ticket now: the events that follow, or why it is refused. */
export const decide = (ticket: Ticket, command: Exclude<Command, Open>, context: Context): Decision | Refusal => {
  const refusal = mayNot(context.actor, command.type, ticket);
  if (refusal) return refusal;
  if (command.type === 'claim' && ticket.phase === 'handling')
    return refuse(
      'already-claimed',
      `${ticket.assignee.name} (${ticket.assignee.id}) has this ticket already: take the next one.`,
    );
  if (!TRANSITIONS[command.type].includes(ticket.phase))
    return refuse(
      'command-not-allowed-in-phase',
      `The ticket is ${ticket.phase}; ${command.type} is possible when it is ${TRANSITIONS[command.type].join(' or ')}.`,
    );
  if (command.type === 'advance') return advance(ticket, context, () => true);
  // A command may overtake the timer: what its clocks owe is written down first, so that no breach is ever skipped.
  const owed = advance(ticket, context, ({ kind }) => kind === 'warning' || kind === 'breach');
  const events = eventsOf(owed.ticket, command, context);
  if (!isList(events)) return events;
  const decision = recordAll(owed.ticket, events, context);
  return { ticket: decision.ticket, events: [...owed.events, ...decision.events] };
};

const isList = (value: readonly TicketEvent[] | Refusal): value is readonly TicketEvent[] => Array.isArray(value);

const record = <E extends TicketEvent>(
  event: E,
  ticketId: Ticket['id'],
  seq: number,
  context: Context,
): Recorded<E> => ({
  ...event,
  id: `${ticketId}.${seq}`,
  version: 1,
  time: context.now,
  ticketId,
  seq,
  actor: { kind: context.actor.kind, id: context.actor.id },
  correlation: context.correlation,
});

const recordAll = (ticket: Ticket, events: readonly TicketEvent[], context: Context): Decision => {
  let state = ticket;
  const recorded = events.map((event) => {
    const next = record(event, ticket.id, state.version + 1, context);
    state = evolve(state, next);
    return next;
  });
  return { ticket: state, events: recorded };
};

const eventsOf = (
  ticket: Ticket,
  command: Exclude<Command, { type: 'open' | 'advance' }>,
  { now, policy, actor }: Context,
): readonly TicketEvent[] | Refusal => {
  switch (command.type) {
    case 'classify':
      return classified(ticket, command, policy);
    case 'queue': {
      if (command.queue && !knownQueue(command.queue, policy)) return unknownQueue(command.queue, policy);
      const queue = command.queue ?? ticket.queue;
      // Who gives it back does not want it: as the least loaded they would get it again at once.
      const gaveBack = 'assignee' in ticket && ticket.assignee.id === actor.id ? [ticket.assignee.id] : [];
      const excluded = [...new Set([...ticket.excluded, ...gaveBack])];
      return [{ type: 'ticket.queued', data: { queue, because: 'supervisor', ...reason(command.reason), excluded } }];
    }
    case 'assign':
      if (ticket.phase !== 'queued' && 'assignee' in ticket && ticket.assignee.id === command.assignee.id)
        return refuse('already-assigned', `${command.assignee.name} has this ticket already.`);
      return [assigned(command.assignee, actor.kind === 'system' ? 'dispatch' : 'supervisor', command.reason)];
    case 'claim':
      return [assigned(command.assignee, 'claim')];
    case 'accept':
      return ticket.phase === 'handling' && ticket.acceptedAt ? [] : [{ type: 'ticket.accepted', data: {} }];
    case 'reply':
      return [{ type: 'ticket.replied', data: { text: command.text } }];
    case 'note':
      return [{ type: 'ticket.noted', data: { text: command.text } }];
    case 'hold': {
      const { customerMinutes, thirdPartyMinutes } = policy.hold;
      const until = addMinutes(now, command.for === 'customer' ? customerMinutes : thirdPartyMinutes);
      return [{ type: 'ticket.held', data: { for: command.for, until, ...reason(command.reason) } }];
    }
    case 'resume':
      return [{ type: 'ticket.resumed', data: { because: 'agent' } }];
    case 'customerReply':
      return customerReplied(ticket, command.text, policy);
    case 'urge':
      return urged(ticket, command.text, policy);
    case 'transfer':
      return transferred(ticket, command, policy);
    case 'escalate':
      return [escalated(ticket, 'manual', policy, command.reason)];
    case 'resolve': {
      const reviewDueAt = addMinutes(now, policy.review.limitMinutes);
      return [{ type: 'ticket.resolved', data: { code: command.code, text: command.text, reviewDueAt } }];
    }
    case 'review':
      return reviewed(ticket, command, now, policy);
    case 'reopen':
      return [reopened(command.reason, policy)];
    case 'close':
      return [
        { type: 'ticket.closed', data: { because: actor.roles.includes('supervisor') ? 'supervisor' : 'confirmed' } },
      ];
    case 'archive':
      return [{ type: 'ticket.archived', data: {} }];
    case 'dispatchFailed':
      return ticket.phase === 'queued' && !ticket.dispatchFailedAt
        ? [{ type: 'ticket.dispatch-failed', data: { queue: ticket.queue, because: command.because } }]
        : [];
    default: {
      const unknown: never = command;
      throw new Error(`Unknown command ${JSON.stringify(unknown)}`);
    }
  }
};

const reason = (text: string | undefined) => (text === undefined ? {} : { reason: text });

const assigned = (
  assignee: Assignee,
  by: 'dispatch' | 'claim' | 'supervisor' | 'transfer',
  why?: string,
): TicketEvent => ({
  type: 'ticket.assigned',
  data: { assignee, by, ...reason(why) },
});

const reopened = (why: string, policy: Policy): TicketEvent => ({
  type: 'ticket.reopened',
  data: { reason: why, graceMinutes: policy.closing.graceMinutes },
});

const knownQueue = (name: string, policy: Policy): boolean => policy.queues.some((queue) => queue.name === name);

const unknownQueue = (name: string, policy: Policy): Refusal =>
  refuse(
    'unknown-queue',
    `There is no queue ${name}. The queues are: ${policy.queues.map((queue) => queue.name).join(', ')}.`,
  );

/** Raises the level by one, up to the highest; at the top the event still tells the supervisors again. */
const escalated = (ticket: Ticket, why: EscalationReason, policy: Policy, text?: string): TicketEvent => ({
  type: 'ticket.escalated',
  data: {
    level: Math.min(ticket.level + 1, policy.escalation.highestLevel),
    reason: why,
    ...(text !== undefined && { text }),
  },
});

const classified = (
  ticket: Ticket,
  command: Extract<Command, { type: 'classify' }>,
  policy: Policy,
): readonly TicketEvent[] | Refusal => {
  const category = policy.categories.find(({ name }) => name === (command.category ?? ticket.category));
  if (!category)
    return refuse(
      'unknown-category',
      `There is no category ${command.category}. The categories are: ${policy.categories.map(({ name }) => name).join(', ')}.`,
    );
  const changesCategory = category.name !== ticket.category;
  const priority = command.priority ?? (changesCategory ? category.priority : ticket.priority);
  if (!changesCategory && priority === ticket.priority)
    return refuse('nothing-to-change', 'The ticket has this category and priority already.');
  const targets = policy.targets[priority];
  const clocks = {
    firstResponse: retarget(ticket.clocks.firstResponse, targets.firstResponseMinutes, policy),
    resolution: retarget(ticket.clocks.resolution, targets.resolutionMinutes, policy),
  };
  const queue = changesCategory ? category.queue : ticket.queue;
  return [{ type: 'ticket.classified', data: { category: category.name, priority, queue, clocks } }];
};

const customerReplied = (ticket: Ticket, text: string, policy: Policy): readonly TicketEvent[] => {
  const replied: TicketEvent = { type: 'ticket.customer-replied', data: { text } };
  if (ticket.phase === 'onHold' && ticket.hold.for === 'customer')
    return [replied, { type: 'ticket.resumed', data: { because: 'customerReply' } }];
  if (ticket.phase === 'resolved' && !isThanks(text, policy.closing.thanks))
    return [replied, reopened('customerReply', policy)];
  return [replied];
};

const urged = (ticket: Ticket, text: string | undefined, policy: Policy): readonly TicketEvent[] => {
  const event: TicketEvent = { type: 'ticket.urged', data: text === undefined ? {} : { text } };
  const raises = (ticket.urges + 1) % policy.escalation.urgesPerLevel === 0;
  return raises ? [event, escalated(ticket, 'urges', policy)] : [event];
};

const transferred = (
  ticket: Ticket,
  command: Extract<Command, { type: 'transfer' }>,
  policy: Policy,
): readonly TicketEvent[] | Refusal => {
  if (!knownQueue(command.queue, policy)) return unknownQueue(command.queue, policy);
  const event: TicketEvent = { type: 'ticket.transferred', data: { queue: command.queue, reason: command.reason } };
  if (command.assignee) return [event, assigned(command.assignee, 'transfer')];
  if (command.queue === ticket.queue && ticket.phase === 'queued')
    return refuse('nothing-to-change', `The ticket waits in ${command.queue} already.`);
  return [event, { type: 'ticket.queued', data: { queue: command.queue, because: 'transfer', excluded: [] } }];
};

const reviewed = (
  ticket: Ticket,
  command: Extract<Command, { type: 'review' }>,
  now: Instant,
  policy: Policy,
): readonly TicketEvent[] => {
  if (command.verdict === 'pass') {
    const closesAt = addMinutes(now, policy.closing.reopenMinutes);
    const remarks = command.remarks === undefined ? {} : { remarks: command.remarks };
    return [{ type: 'ticket.reviewed', data: { verdict: 'pass', ...remarks, closesAt } }];
  }
  const rework: TicketEvent = { type: 'ticket.reviewed', data: { verdict: 'rework', remarks: command.remarks } };
  return ticket.reworks + 1 > policy.review.reworkRounds ? [rework, escalated(ticket, 'reworks', policy)] : [rework];
};

/** Takes the steps that time has made due, in order, as far as they are `wanted`. */
const advance = (ticket: Ticket, context: Context, wanted: (milestone: Milestone) => boolean): Decision => {
  const byTime: Context = { ...context, actor: CLOCKWORK };
  let state = ticket;
  const events: Recorded[] = [];
  for (let due = dueMilestone(state, context.now, wanted); due; due = dueMilestone(state, context.now, wanted)) {
    const step = recordAll(state, stepsOf(state, due, byTime), byTime);
    state = step.ticket;
    events.push(...step.events);
  }
  return { ticket: state, events };
};

const CLOCKWORK: Actor = { kind: 'system', id: 'clock', roles: ['system'] };

const LATE_MS = 60_000; // later than this, the machinery was down: the timeline says so

const stepsOf = (ticket: Ticket, due: Milestone, { now, policy }: Context): readonly TicketEvent[] => {
  const late = Date.parse(now) - Date.parse(due.at) > LATE_MS;
  switch (due.kind) {
    case 'warning':
      return [{ type: 'ticket.warned', data: { clock: due.clock, milestoneAt: due.at, late } }];
    case 'breach': {
      const requeueAt = requeueAfterBreach(ticket, now, policy);
      const breached: TicketEvent = {
        type: 'ticket.breached',
        data: { clock: due.clock, milestoneAt: due.at, late, ...requeueAt },
      };
      return [breached, escalated(ticket, 'breach', policy)];
    }
    case 'requeue': {
      const excluded =
        ticket.phase === 'handling' ? [...new Set([...ticket.excluded, ticket.assignee.id])] : ticket.excluded;
      return [{ type: 'ticket.queued', data: { queue: ticket.queue, because: 'untouched', excluded } }];
    }
    case 'holdEnds':
      return [{ type: 'ticket.resumed', data: { because: 'limit' } }];
    case 'reviewOverdue':
      return [escalated(ticket, 'reviewOverdue', policy)];
    case 'closing':
      return [{ type: 'ticket.closed', data: { because: 'silence' } }];
  }
};

const requeueAfterBreach = (ticket: Ticket, now: Instant, policy: Policy) =>
  // A second breach does not put off what the first one has set.
  ticket.phase === 'handling' && !ticket.requeueAt
    ? { requeueAt: addMinutes(now, policy.escalation.untouchedMinutes) }
    : {};
