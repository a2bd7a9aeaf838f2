import type { Handler } from '../../shared/door.ts';
import { type TicketListPorts, ticketList } from './ticket-list.ts';

/** Database operations: one query and one batch of reads; with a filter up to eight times as many. */
export const listOfCustomer =
  (ports: TicketListPorts): Handler<'listOfCustomer'> =>
  ({ path, actor, query }) =>
    ticketList(ports, `customer:${path.customer}`, actor, query, (after, limit) =>
      ports.tickets.ofCustomer(path.customer, after, limit, query.only),
    );
