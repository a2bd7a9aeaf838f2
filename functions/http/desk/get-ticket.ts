import { mayNotRead, withAuthority } from '../../../core/domain/permissions.ts';
import type { Tickets, Time } from '../../../core/ports.ts';
import type { Looks } from '../../../core/ports-audit.ts';
import type { Policies } from '../../../core/ports-policies.ts';
import type { Profiles, Surveys } from '../../../core/ports-surveys.ts';
import { recordLook } from '../../../core/usecases/record-look.ts';
import { ticketNotFound } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { etagOf } from '../../shared/preconditions.ts';
import { ticketView } from './ticket-view.ts';

interface TicketPorts {
  readonly tickets: Tickets;
  readonly policies: Policies;
  readonly time: Time;
  readonly looks: Looks;
  readonly profiles: Pick<Profiles, 'read'>;
  readonly surveys: Pick<Surveys, 'afterwards'>;
}

/** Database operations: one read of the ticket with its opening, who has it before them and where the reader stands, one more by code; one of what is known of the customer; those of reading the active policy; one write when nobody knows yet that they look; of an archived ticket one query of what was answered since. */
export const getTicket =
  ({ tickets, policies, time, looks, profiles, surveys }: TicketPorts): Handler<'getTicket'> =>
  async ({ path, actor, from }) => {
    const [found, policy] = await Promise.all([tickets.lookAt(path.id), policies.active()]);
    if (!found) return ticketNotFound;
    const { ticket, opening, attending } = found;
    const refusal = mayNotRead(actor, ticket, policy);
    if (refusal) return refusal;
    const [profile, answered] = await Promise.all([
      profiles.read(ticket.customer.id),
      ticket.phase === 'archived' && ticket.stars === undefined ? surveys.afterwards(ticket.id) : undefined,
      recordLook({ looks, policies, time }, { ticketId: ticket.id, actor, what: 'ticket', from }),
    ]);
    return {
      headers: { etag: etagOf(ticket.version) },
      body: ticketView(ticket, {
        description: opening.data.description,
        attending,
        profile,
        answered,
        reader: withAuthority(actor, policy),
        policy,
        now: time.now(),
      }),
    };
  };
