/**
 * Tells people what happened to a ticket, once per event and person.
 * Database operations: one read of the tickets with their events for all that come side by side, one of the policy at most once a
 * second, one per team that is told and two per agent; per notice those of notify-people.ts.
 */
import { plan } from '../domain/messages/plan.ts';
import type { LinkKind, Recipient } from '../domain/messages/planned.ts';
import type { Party } from '../domain/relations.ts';
import { teamsOf } from '../domain/routing/relaxation.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Tickets, Time } from '../ports.ts';
import type { Directory } from '../ports-directory.ts';
import type { Policies } from '../ports-policies.ts';
import { tellPeople } from './notify-people.ts';
import type { TellPorts } from './notify-person.ts';
import type { OneNotice } from './notify-telling.ts';
import { customerOf, findPeople, type Person, partyOf } from './people-of.ts';
import type { Delivery } from './send-notice.ts';

export interface NotifyPorts extends TellPorts {
  readonly tickets: Pick<Tickets, 'readWithEvent'>;
  readonly directory: Pick<Directory, 'agent' | 'team'>;
  readonly policies: Pick<Policies, 'active'>;
  readonly time: Pick<Time, 'now'>;
  readonly linkTo: LinkTo;
}

/** Where a link for somebody leads, absolute; undefined: there is no such page for them. */
export type LinkTo = (
  kind: LinkKind,
  about: {
    readonly ticket: Ticket;
    readonly seq: number;
    readonly person: Person;
    readonly party?: Pick<Party, 'id' | 'expiresAt'>;
  },
) => Promise<string | undefined>;

export interface EventNotice extends Partial<Delivery> {
  readonly ticketId: TicketId;
  readonly seq: number;
  /** Of what was put off: it alone. */
  readonly only?: OneNotice;
}

/** Kind of what tells one notice of a ticket's event again. */
export const NOTICE_DUE = 'notice';

/** Tells nothing to those without an address; answers how many messages went out. Throws when the event cannot be read. */
export const notifyOfEvent = async (
  ports: NotifyPorts,
  { ticketId, seq, only, due = false, last = false }: EventNotice,
): Promise<number> => {
  const found = await ports.tickets.readWithEvent(ticketId, seq);
  if (!found?.event) throw new Error(`${ticketId}.${seq} was announced but is not there.`);
  const { ticket, event } = found;
  const policy = await ports.policies.active();
  const now = ports.time.now();
  const planned = plan(event, ticket, { policy, now });
  if (planned.length === 0 && !only) return 0;
  const party = event.type === 'ticket.party-asked' ? event.data.party : undefined;
  const people = findPeople(ports, { policy, now });
  const [primary] = teamsOf(ticket, policy);
  const whose = {
    ...('assignee' in ticket && { assignee: ticket.assignee.id }),
    teams: primary === undefined ? [] : [primary],
  };
  const meant = (who: Recipient) =>
    who === 'customer' ? customerOf(ticket) : who === 'party' ? partyOf(party) : people(who, whose);
  const again = ({ occasion, whom }: OneNotice) => ({
    ...{ kind: NOTICE_DUE, id: `${event.id}#${occasion}#${whom}` },
    data: { ticketId, seq, occasion, whom },
  });
  const link = (kind: LinkKind, person: Person) => ports.linkTo(kind, { ticket, seq, person, ...(party && { party }) });
  const about = { eventId: event.id, since: event.time, now, policy, meant, link, again };
  return tellPeople(ports, { ...about, due, last, ...(only && { only }) }, planned);
};
