import type { Tickets } from '../../../core/ports.ts';
import { ticketNotFound } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { etagOf } from '../../shared/preconditions.ts';
import { ticketView } from './ticket-view.ts';

/** Database operations: two reads, three by code. */
export const getTicket =
  ({ tickets }: { readonly tickets: Tickets }): Handler<'getTicket'> =>
  async ({ path, actor }) => {
    const found = await tickets.read(path.id);
    if (!found) return ticketNotFound;
    const { description } = await tickets.opening(found.ticket.id);
    return {
      headers: { etag: etagOf(found.ticket.version) },
      body: ticketView(found.ticket, description, actor),
    };
  };
