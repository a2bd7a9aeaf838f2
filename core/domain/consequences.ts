import { isThanks } from './classify.ts';
import { retarget } from './clocks.ts';
import type { Command } from './commands.ts';
import type { Context } from './context.ts';
import { escalated } from './escalation.ts';
import type { TicketEvent } from './events.ts';
import type { Policy } from './policy.ts';
import { type Refusal, refuse } from './refusals.ts';
import type { Assignee, Ticket } from './ticket.ts';
import { addMinutes, type Instant } from './time.ts';

/** The events that follow from a command which this actor may give in this phase, or why it is refused all the same. */
export const consequencesOf = (
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
