/** Who or which queue gets a ticket next. */
import { retarget } from './clocks.ts';
import type { Command } from './commands.ts';
import type { Context } from './context.ts';
import { watchOver } from './escalation.ts';
import type { TicketAssigned, TicketEvent } from './events.ts';
import type { Policy } from './policy.ts';
import { type Refusal, refuse } from './refusals.ts';
import type { Assignee, Ticket } from './ticket.ts';

type Given<T extends Command['type']> = Extract<Command, { readonly type: T }>;
type Consequences = readonly TicketEvent[] | Refusal;

export const classified = (ticket: Ticket, command: Given<'classify'>, policy: Policy): Consequences => {
  // The ticket's own one may be gone from the policy: it keeps it, until somebody names another.
  const asked = command.category ?? ticket.category;
  const category = policy.categories.find(({ name }) => name === asked);
  if (command.category !== undefined && !category)
    return refuse(
      'unknown-category',
      `There is no category ${asked}. The categories are: ${policy.categories.map(({ name }) => name).join(', ')}.`,
    );
  const other = category && asked !== ticket.category ? category : undefined;
  const priority = command.priority ?? other?.priority ?? ticket.priority;
  if (!other && priority === ticket.priority)
    return refuse('nothing-to-change', 'The ticket has this category and priority already.');
  const { firstResponse, resolution } = ticket.clocks;
  const targets = policy.targets[priority];
  const clocks = {
    // A first response that was given is over; a resolution may start again.
    firstResponse: firstResponse.stoppedAt
      ? firstResponse
      : retarget(firstResponse, targets.firstResponseMinutes, policy),
    resolution: retarget(resolution, targets.resolutionMinutes, policy),
  };
  return [
    { type: 'ticket.classified', data: { category: asked, priority, queue: other?.queue ?? ticket.queue, clocks } },
  ];
};

export const sentBack = (ticket: Ticket, command: Given<'queue'>, { policy, actor }: Context): Consequences => {
  if (command.queue && !knownQueue(command.queue, policy)) return unknownQueue(command.queue, policy);
  const queue = command.queue ?? ticket.queue;
  const why = command.reason === undefined ? {} : { reason: command.reason };
  if (ticket.phase === 'queued' || ticket.assignee.id !== actor.id)
    return [{ type: 'ticket.queued', data: { queue, because: 'supervisor', ...why, excluded: ticket.excluded } }];
  // Who gives it back does not want it: as the least loaded they would get it again at once.
  const excluded = [...new Set([...ticket.excluded, ticket.assignee.id])];
  return [{ type: 'ticket.queued', data: { queue, because: 'givenBack', ...why, excluded } }];
};

export const assigned = (
  ticket: Ticket,
  assignee: Assignee,
  by: 'dispatch' | 'claim' | 'supervisor' | 'transfer',
  context: Context,
  reason?: string,
): TicketAssigned => ({
  type: 'ticket.assigned',
  data: { assignee, by, ...(reason !== undefined && { reason }), ...watchOver(ticket.clocks.resolution, context) },
});

export const transferred = (ticket: Ticket, command: Given<'transfer'>, context: Context): Consequences => {
  const { queue, reason, assignee } = command;
  if (!knownQueue(queue, context.policy)) return unknownQueue(queue, context.policy);
  const event: TicketEvent = { type: 'ticket.transferred', data: { queue, reason } };
  if (assignee) return [event, assigned(ticket, assignee, 'transfer', context)];
  if (queue === ticket.queue && ticket.phase === 'queued')
    return refuse('nothing-to-change', `The ticket waits in ${queue} already.`);
  return [event, { type: 'ticket.queued', data: { queue, because: 'transfer', excluded: [] } }];
};

const knownQueue = (name: string, policy: Policy): boolean => policy.queues.some((queue) => queue.name === name);

const unknownQueue = (name: string, policy: Policy): Refusal =>
  refuse(
    'unknown-queue',
    `There is no queue ${name}. The queues are: ${policy.queues.map((queue) => queue.name).join(', ')}.`,
  );
