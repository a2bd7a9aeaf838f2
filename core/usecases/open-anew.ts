/** A request becomes a ticket of its own. */
import type { Open } from '../domain/commands.ts';
import type { Context } from '../domain/context.ts';
import { type Decision, openTicket } from '../domain/decide.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Ids } from '../ports.ts';
import type { Request } from './join-request.ts';

export const EARLIER = 10; // more tickets of one customer or order tell nothing new

export const openAnew = (
  ids: Ids,
  { inReplyTo: _, ...request }: Request,
  all: readonly Ticket[],
  context: Context,
): Decision => {
  const earlier = all.filter(({ parent }) => !parent); // parts of the work tell nothing of the customer
  const made = { id: ids.ticketId(), code: ids.code(), related: relatedTo(request, earlier), earlier };
  return openTicket({ ...request, type: 'open', ...made }, context);
};

/** Open tickets of the customer and tickets of the first order, newest first. */
const relatedTo = ({ customer, orders: [order] }: Request, earlier: readonly Ticket[]): Open['related'] =>
  earlier
    .filter(
      (ticket) =>
        (order !== undefined && ticket.orders[0] === order) ||
        (ticket.customer.id === customer.id && !OVER.has(ticket.phase)),
    )
    .map(({ id }) => id)
    .slice(0, EARLIER);

const OVER: ReadonlySet<Ticket['phase']> = new Set(['closed', 'archived', 'merged']);
