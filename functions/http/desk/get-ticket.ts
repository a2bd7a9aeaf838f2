import { mayNotRead, withAuthority } from '../../../core/domain/permissions.ts';
import type { Policies, Tickets, Time } from '../../../core/ports.ts';
import { ticketNotFound } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { etagOf } from '../../shared/preconditions.ts';
import { ticketView } from './ticket-view.ts';

interface TicketPorts {
  readonly tickets: Tickets;
  readonly policies: Policies;
  readonly time: Time;
}

/** Database operations: one read of the ticket with its opening, one more by code; those of reading the active policy. */
export const getTicket =
  ({ tickets, policies, time }: TicketPorts): Handler<'getTicket'> =>
  async ({ path, actor }) => {
    const [found, policy] = await Promise.all([tickets.readWithEvent(path.id, 1), policies.active()]);
    if (!found) return ticketNotFound;
    const { ticket, event } = found;
    const refusal = mayNotRead(actor, ticket, policy);
    if (refusal) return refusal;
    if (event?.type !== 'ticket.opened') throw new Error(`${ticket.id} has no opening.`);
    return {
      headers: { etag: etagOf(ticket.version) },
      body: ticketView(ticket, {
        description: event.data.description,
        reader: withAuthority(actor, policy),
        policy,
        now: time.now(),
      }),
    };
  };
