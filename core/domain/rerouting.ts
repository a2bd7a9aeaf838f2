/** Who or which queue gets a ticket next. */
import type { Command } from './commands.ts';
import type { Context } from './context.ts';
import { gravity, watchOver } from './escalation/climbing.ts';
import type { TicketEvent } from './events.ts';
import type { Policy } from './policy.ts';
import { customerOf, reclassified } from './reclassifying.ts';
import { type Refusal, refuse } from './refusals.ts';
import { unitsOf } from './routing/capacity.ts';
import type { AssignedBy, RoutingReason, TicketAssigned } from './routing-events.ts';
import type { Ticket } from './ticket.ts';
import type { Assignee } from './vocabulary.ts';

type Given<T extends Command['type']> = Extract<Command, { readonly type: T }>;
type Consequences = readonly TicketEvent[] | Refusal;

export const classified = (ticket: Ticket, command: Given<'classify'>, context: Context): Consequences => {
  const { policy } = context;
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
  const tier = command.tier === ticket.customer.tier ? undefined : command.tier;
  if (!other && priority === ticket.priority && tier === undefined)
    return refuse('nothing-to-change', 'The ticket has this category, priority and tier already.');
  const queue = other ? undefined : ticket.queue;
  const to = { category: asked, priority, ...(queue !== undefined && { queue }), ...(tier && { tier }) };
  const event = reclassified(ticket, to, context);
  return [event, ...gravity({ ...ticket, ...event.data, customer: customerOf(ticket, tier) }, {}, context)];
};

export const sentBack = (ticket: Ticket, command: Given<'queue'>, { policy, actor }: Context): Consequences => {
  if (command.queue && !knownQueue(command.queue, policy)) return unknownQueue(command.queue, policy);
  const queue = command.queue ?? ticket.queue;
  const why = command.reason === undefined ? {} : { reason: command.reason };
  if (!('assignee' in ticket) || ticket.assignee.id !== actor.id)
    return [{ type: 'ticket.queued', data: { queue, because: 'supervisor', ...why, excluded: ticket.excluded } }];
  // Who gives it back does not want it: as the least loaded they would get it again at once.
  const excluded = [...new Set([...ticket.excluded, ticket.assignee.id])];
  return [{ type: 'ticket.queued', data: { queue, because: 'givenBack', ...why, excluded } }];
};

export const assigned = (
  ticket: Ticket,
  assignee: Assignee,
  by: AssignedBy,
  context: Context,
  more: { readonly reason?: string; readonly routing?: RoutingReason } = {},
): TicketAssigned => ({
  type: 'ticket.assigned',
  data: {
    assignee,
    by,
    units: unitsOf(ticket, context.policy),
    ...more,
    ...watchOver(ticket, context),
  },
});

export const transferred = (ticket: Ticket, command: Given<'transfer'>, context: Context): Consequences => {
  const { queue, team, reason, assignee, note } = command;
  if (!knownQueue(queue, context.policy)) return unknownQueue(queue, context.policy);
  const more = { ...(team !== undefined && { team }), ...(note !== undefined && { note }) };
  const event: TicketEvent = { type: 'ticket.transferred', data: { queue, reason, ...more } };
  if (assignee) return [event, assigned(ticket, assignee, 'transfer', context)];
  if (queue === ticket.queue && team === undefined && ticket.phase === 'queued')
    return refuse('nothing-to-change', `The ticket waits in ${queue} already.`);
  const teams = team === undefined ? {} : { teams: [team] };
  return [event, { type: 'ticket.queued', data: { queue, because: 'transfer', excluded: [], ...teams } }];
};

const knownQueue = (name: string, policy: Policy): boolean => policy.queues.some((queue) => queue.name === name);

const unknownQueue = (name: string, policy: Policy): Refusal =>
  refuse(
    'unknown-queue',
    `There is no queue ${name}. The queues are: ${policy.queues.map((queue) => queue.name).join(', ')}.`,
  );
