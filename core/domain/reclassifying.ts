/** What another category, priority or tier means for where a ticket waits and what it takes. */
import type { Context } from './context.ts';
import type { TicketClassified } from './events.ts';
import { unitsOf } from './routing/capacity.ts';
import { routeOf } from './routing/rules.ts';
import type { Ticket } from './ticket.ts';
import type { Priority, Tier } from './vocabulary.ts';

export const customerOf = ({ customer }: Ticket, tier: Tier | undefined) => (tier ? { ...customer, tier } : customer);

/** Without a queue: the one that the rules name for the ticket as it is then. */
export const reclassified = (
  ticket: Ticket,
  to: {
    readonly category: string;
    readonly priority: Priority;
    readonly queue?: string;
    readonly tier?: Tier;
  },
  { now, policy }: Context,
): TicketClassified => {
  const { category, priority, tier } = to;
  const categoryQueue = policy.categories.find(({ name }) => name === category)?.queue ?? ticket.queue;
  const routed = routeOf(
    { ...ticket, category, priority, customer: customerOf(ticket, tier) },
    categoryQueue,
    now,
    policy,
  );
  const queue = to.queue ?? routed.queue;
  const units = unitsOf({ category, priority }, policy);
  return {
    type: 'ticket.classified',
    data: { category, priority, queue, route: routed.route, units, ...(tier && { tier }) },
  };
};
