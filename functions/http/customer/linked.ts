/** Who opens a link, and the ticket it leads to as it stands. */
import type { Actor } from '../../../core/domain/permissions.ts';
import type { Party } from '../../../core/domain/relations.ts';
import type { Ticket } from '../../../core/domain/ticket.ts';
import type { Tickets, Time } from '../../../core/ports.ts';
import { standingFor } from '../../../core/usecases/standing-for.ts';
import { type Linked, readLink } from '../../shared/links.ts';
import { Rejected } from '../../shared/rejected.ts';

export interface LinkPorts {
  readonly tickets: Tickets;
  readonly keys: { tracking(): Promise<string> };
  readonly time: Time;
}

export interface Customer {
  readonly actor: Actor;
  /** That the link is of. */
  readonly asked: Ticket;
  /** That goes on: another one, where it was merged. */
  readonly ticket: Ticket;
}

const NOT_VALID = 'This link leads nowhere. Open it as it was sent to you. 链接无效，请按收到的原样打开。';
const EXPIRED = 'This link is no longer good. Ask us for a new one. 链接已失效，请联系我们获取新链接。';

const opened = async (
  { tickets, keys, time }: LinkPorts,
  link: string,
): Promise<{ linked: Linked; ticket: Ticket }> => {
  const linked = readLink(await keys.tracking(), link);
  if (!linked) throw new Rejected('link-not-valid', NOT_VALID);
  if (linked.expiresAt <= time.now()) throw new Rejected('link-expired', EXPIRED);
  const found = await tickets.read(linked.ticketId);
  // A part of the work is nothing that customers know of.
  if (!found || found.ticket.parent) throw new Rejected('link-not-valid', NOT_VALID);
  return { linked, ticket: found.ticket };
};

/** Database operations: one read, and one more where the ticket was merged. Rejects links that are not good. */
export const customerBy = async (ports: LinkPorts, link: string): Promise<Customer> => {
  const { linked, ticket: asked } = await opened(ports, link);
  if (linked.party) throw new Rejected('link-not-valid', NOT_VALID);
  if (linked.epoch !== asked.linkEpoch) throw new Rejected('link-expired', EXPIRED);
  const ticket = await standingFor(ports.tickets, asked);
  return { actor: { kind: 'customer', id: asked.customer.id, roles: ['customer'] }, asked, ticket };
};

/** The same for somebody outside who was asked. */
export const partyBy = async (
  ports: LinkPorts,
  link: string,
): Promise<{ readonly actor: Actor; readonly ticket: Ticket; readonly party: Party }> => {
  const { linked, ticket } = await opened(ports, link);
  const party = ticket.parties.find(({ id }) => id === linked.party);
  if (!party) throw new Rejected('link-not-valid', NOT_VALID);
  if (party.expiresAt <= ports.time.now()) throw new Rejected('link-expired', EXPIRED);
  return { actor: { kind: 'party', id: party.id, roles: ['party'] }, ticket, party };
};
