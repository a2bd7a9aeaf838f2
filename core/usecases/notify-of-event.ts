/**
 * Tells by mail what happened, once per event and person.
 * Database operations: one read of the tickets with their events for all that come side by side, one of the policy at most once a
 * second; per mail one per team that is told and two per agent, and two writes.
 */
import type { Audience } from '../domain/messages/template.ts';
import { messagesFor } from '../domain/messages.ts';
import type { Party } from '../domain/relations.ts';
import { teamsOf } from '../domain/routing/relaxation.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Directory, Policies, Tickets, Time } from '../ports.ts';
import { findPeople, type Person } from './people-of.ts';
import { type MailPorts, sendOnce } from './send-once.ts';

export interface NotifyPorts extends MailPorts {
  readonly tickets: Pick<Tickets, 'readWithEvent'>;
  readonly directory: Pick<Directory, 'agent' | 'team'>;
  readonly policies: Pick<Policies, 'active'>;
  readonly time: Pick<Time, 'now'>;
  /** Where the customer follows a ticket. */
  readonly trackingUrl: (ticket: Ticket) => Promise<string>;
  /** Where an outside party answers. */
  readonly partyUrl: (ticket: Ticket, party: Pick<Party, 'id' | 'expiresAt'>) => Promise<string>;
}

/** Sends nothing to those without an address; answers how many mails went out. Throws when the event cannot be read. */
export const notifyOfEvent = async (
  ports: NotifyPorts,
  { ticketId, seq }: { readonly ticketId: TicketId; readonly seq: number },
): Promise<number> => {
  const found = await ports.tickets.readWithEvent(ticketId, seq);
  if (!found?.event) throw new Error(`${ticketId}.${seq} was announced but is not there.`);
  const { ticket, event } = found;
  const policy = await ports.policies.active();
  const now = ports.time.now();
  const asked = event.type === 'ticket.party-asked' ? event.data.party : undefined;
  const link = await (asked ? ports.partyUrl(ticket, asked) : ports.trackingUrl(ticket));
  const people = findPeople(ports, { policy, now });
  const [primary] = teamsOf(ticket, policy);
  const whose = {
    ...('assignee' in ticket && { assignee: ticket.assignee.id }),
    teams: primary === undefined ? [] : [primary],
  };
  const meant = (who: Audience): Promise<readonly Person[]> | readonly Person[] =>
    who === 'customer' ? customerOf(ticket) : who === 'party' ? partyOf(asked) : people(who, whose);
  const told = new Set<string>();
  let sent = 0;
  for (const { to, except, subject, text } of messagesFor(event, ticket, { link, policy, now })) {
    for (const person of (await Promise.all(to.map(meant))).flat()) {
      if (told.has(person.name) || person.name === except) continue;
      told.add(person.name);
      if (await sendOnce(ports, event.id, person, { subject, text, language: person.language ?? ticket.language }))
        sent += 1;
    }
  }
  return sent;
};

const partyOf = (party: Pick<Party, 'email' | 'language'> | undefined): readonly Person[] =>
  party?.email === undefined ? [] : [{ name: 'party', address: party.email, language: party.language }];

const customerOf = ({ customer }: Ticket): readonly Person[] =>
  customer.email === undefined ? [] : [{ name: 'customer', address: customer.email }];
