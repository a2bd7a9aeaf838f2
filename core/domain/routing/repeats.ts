/** A customer who has to come back with the same matter. */
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import { addMinutes, type Instant } from '../time.ts';
import { type AgentId, PRIORITIES, type Priority, type TicketId } from '../vocabulary.ts';

const SERVED = 3;

/** Of the tickets of the same customer or order, the latest first: the earlier one that this one repeats. */
export const repeatedOf = (
  { category, orders, customer }: Pick<Ticket, 'category' | 'orders' | 'customer'>,
  earlier: readonly Ticket[],
  now: Instant,
  { routing: { repeats } }: Policy,
): { readonly id: TicketId; readonly agent?: AgentId } | undefined => {
  const since = addMinutes(now, -repeats.minutes);
  const found = earlier.find(
    (ticket) =>
      ticket.customer.id === customer.id &&
      lastMoment(ticket) >= since &&
      (ticket.category === category || ticket.orders.some((order) => orders.includes(order))),
  );
  return found && { id: found.id, ...('assignee' in found && { agent: found.assignee.id }) };
};

/** When the matter was last thought to be over; while it is open, when it began. */
const lastMoment = (ticket: Ticket): Instant => ('resolvedAt' in ticket ? ticket.resolvedAt : ticket.openedAt);

export const onePriorityHigher = (priority: Priority): Priority =>
  PRIORITIES[Math.max(0, PRIORITIES.indexOf(priority) - 1)] as Priority;

/** Who served this customer or order before, the last one first. */
export const servedBy = (earlier: readonly Ticket[]): readonly AgentId[] =>
  [...new Set(earlier.flatMap((ticket) => ('assignee' in ticket ? [ticket.assignee.id] : [])))].slice(0, SERVED);
