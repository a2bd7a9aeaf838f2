import type { Handler } from '../../shared/door.ts';
import { type TicketListPorts, ticketList } from './ticket-list.ts';

/** Database operations: one query and one batch of reads; with a filter up to eight times as many. */
export const listOfOrder =
  (ports: TicketListPorts): Handler<'listOfOrder'> =>
  ({ path, actor, query }) =>
    ticketList(ports, `order:${path.order}`, actor, query, (after, limit) =>
      ports.tickets.ofOrder(path.order, after, limit),
    );
