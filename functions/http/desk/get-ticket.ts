import type { Tickets, Time } from '../../../core/ports.ts';
import { ticketNotFound } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { etagOf } from '../../shared/preconditions.ts';
import { ticketView } from './ticket-view.ts';

/** Database operations: one read of the ticket with its opening, one more by code. */
export const getTicket =
  ({ tickets, time }: { readonly tickets: Tickets; readonly time: Time }): Handler<'getTicket'> =>
  async ({ path, actor }) => {
    const found = await tickets.readWithEvent(path.id, 1);
    if (!found) return ticketNotFound;
    const { ticket, event } = found;
    if (event?.type !== 'ticket.opened') throw new Error(`${ticket.id} has no opening.`);
    return {
      headers: { etag: etagOf(ticket.version) },
      body: ticketView(ticket, event.data.description, actor, time.now()),
    };
  };
