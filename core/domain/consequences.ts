import { isThanks } from './classify.ts';
import type { Clock } from './clock.ts';
import { restart, unstop } from './clocks.ts';
import type { Command } from './commands.ts';
import type { Context } from './context.ts';
import { escalated, reminder, watchOver } from './escalation.ts';
import type { TicketEvent } from './events.ts';
import { type Refusal, refuse } from './refusals.ts';
import { assigned, classified, reclassified, sentBack, transferred } from './rerouting.ts';
import { onePriorityHigher } from './routing/repeats.ts';
import type { Ticket } from './ticket.ts';
import { addMinutes } from './time.ts';

/** The events that follow from a command which this actor may give in this phase, or why it is refused all the same. */
export const consequencesOf = (
  ticket: Ticket,
  command: Exclude<Command, { type: 'open' | 'advance' }>,
  context: Context,
): readonly TicketEvent[] | Refusal => {
  const { now, policy, actor } = context;
  switch (command.type) {
    case 'classify':
      return classified(ticket, command, context);
    case 'queue':
      return sentBack(ticket, command, context);
    case 'assign':
      if (ticket.phase !== 'queued' && 'assignee' in ticket && ticket.assignee.id === command.assignee.id)
        return refuse('already-assigned', `${command.assignee.name} has this ticket already.`);
      return [assigned(ticket, command.assignee, 'supervisor', context, reason(command.reason))];
    case 'dispatch':
      return [assigned(ticket, command.assignee, command.by, context, { routing: command.routing })];
    case 'claim':
      return [assigned(ticket, command.assignee, command.choice ? 'choice' : 'claim', context)];
    case 'pause':
      return [{ type: 'ticket.paused', data: { for: command.for, forCode: command.forCode } }];
    case 'leavePool':
      return ticket.phase === 'queued' && !ticket.poolExpiredAt
        ? [{ type: 'ticket.pool-expired', data: { queue: ticket.queue } }, escalated(ticket, 'poolExpired', context)]
        : [];
    case 'takeFromAbsent':
      return [{ type: 'ticket.queued', data: { queue: ticket.queue, because: 'absent', excluded: ticket.excluded } }];
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
      return [{ type: 'ticket.resumed', data: { because: actor.kind === 'system' ? 'capacity' : 'agent' } }];
    case 'customerReply':
      return customerReplied(ticket, command.text, context);
    case 'urge':
      return urged(ticket, command.text, context);
    case 'transfer':
      return transferred(ticket, command, context);
    case 'escalate':
      return [escalated(ticket, 'manual', context, { text: command.reason })];
    case 'resolve': {
      const reviewDueAt = addMinutes(now, policy.review.limitMinutes);
      return [{ type: 'ticket.resolved', data: { code: command.code, text: command.text, reviewDueAt } }];
    }
    case 'review':
      return reviewed(ticket, command, context);
    case 'reopen':
      return reopened(ticket, command.reason, context);
    case 'close':
      return [
        { type: 'ticket.closed', data: { because: actor.roles.includes('supervisor') ? 'supervisor' : 'confirmed' } },
      ];
    case 'archive':
      return [{ type: 'ticket.archived', data: {} }];
    case 'dispatchFailed':
      return ticket.phase === 'queued' && !ticket.dispatchFailedAt
        ? [
            { type: 'ticket.dispatch-failed', data: { queue: ticket.queue, because: command.because } },
            escalated(ticket, 'dispatchFailed', context),
          ]
        : [];
    default: {
      const unknown: never = command;
      throw new Error(`Unknown command ${JSON.stringify(unknown)}`);
    }
  }
};

const reason = (text: string | undefined) => (text === undefined ? {} : { reason: text });

const reopened = (ticket: Ticket, why: string, context: Context): readonly TicketEvent[] => {
  const { closing, routing } = context.policy;
  const { graceMinutes } = closing;
  const resolution = restart(ticket.clocks.resolution, context.now, graceMinutes);
  const event: TicketEvent = {
    type: 'ticket.reopened',
    data: { reason: why, graceMinutes, ...comingBack(resolution, context) },
  };
  if (context.actor.kind === 'agent' || ticket.phase === 'queued') return [event];
  // The customer has to come back with the same matter: somebody else looks at it, and sooner.
  const queue = routing.repeats.queue;
  const priority = onePriorityHigher(ticket.priority);
  const to = { category: ticket.category, priority, queue };
  const { type, data } = reclassified({ ...ticket, reopens: ticket.reopens + 1 }, to, context);
  // Sooner, but with the grace time all the same: the shorter target may have been used up before.
  const clocks = { ...data.clocks, resolution: restart(data.clocks.resolution, context.now, graceMinutes) };
  const excluded = [...new Set([...ticket.excluded, ticket.assignee.id])];
  return [
    event,
    { type, data: { ...data, clocks } },
    { type: 'ticket.queued', data: { queue, because: 'repeat', excluded } },
  ];
};

/** It comes back to the one who had it as if it were handed to them, and counts as just escalated. */
const comingBack = (resolution: Clock, context: Context) => ({
  ...watchOver(resolution, context),
  ...reminder(resolution.state === 'missed', context),
});

const customerReplied = (ticket: Ticket, text: string, context: Context): readonly TicketEvent[] => {
  const replied: TicketEvent = { type: 'ticket.customer-replied', data: { text } };
  if (ticket.phase === 'onHold' && ticket.hold.for === 'customer')
    return [replied, { type: 'ticket.resumed', data: { because: 'customerReply' } }];
  if (ticket.phase === 'resolved' && !isThanks(text, context.policy.closing.thanks))
    return [replied, ...reopened(ticket, 'customerReply', context)];
  return [replied];
};

const urged = (ticket: Ticket, text: string | undefined, context: Context): readonly TicketEvent[] => {
  const event: TicketEvent = { type: 'ticket.urged', data: text === undefined ? {} : { text } };
  const raises = (ticket.urges + 1) % context.policy.escalation.urgesPerLevel === 0;
  return raises ? [event, escalated(ticket, 'urges', context)] : [event];
};

const reviewed = (
  ticket: Ticket,
  command: Extract<Command, { type: 'review' }>,
  context: Context,
): readonly TicketEvent[] => {
  const { now, policy } = context;
  const { verdict, remarks } = command;
  if (verdict === 'pass') {
    const closesAt = addMinutes(now, policy.closing.reopenMinutes);
    return [{ type: 'ticket.reviewed', data: { verdict, ...(remarks !== undefined && { remarks }), closesAt } }];
  }
  const resolution = unstop(ticket.clocks.resolution);
  const rework: TicketEvent = {
    type: 'ticket.reviewed',
    data: { verdict, remarks: command.remarks, ...comingBack(resolution, context) },
  };
  if (ticket.reworks + 1 <= policy.review.reworkRounds) return [rework];
  return [rework, escalated(ticket, 'reworks', context, { overdue: resolution.state === 'missed' })];
};
