/** Who has looked at a ticket: written down once per person, ticket and ten minutes. Database operations: at most one write. */
import { type Actor, mayNot } from '../domain/permissions.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Page, Tickets, Time } from '../ports.ts';
import type { Look, Looks } from '../ports-audit.ts';
import type { Policies } from '../ports-policies.ts';
import { type Refused, ticketNotFound } from './refused.ts';

export interface LookPorts {
  readonly looks: Looks;
  readonly policies: Policies;
  readonly time: Pick<Time, 'now'>;
}

/** Before the ticket is shown: a look that cannot be written down is none. */
export const recordLook = async (
  { looks, policies, time }: LookPorts,
  {
    ticketId,
    actor,
    what,
    from,
  }: Pick<Look, 'ticketId' | 'what'> & { readonly actor: Actor; readonly from?: string | undefined },
): Promise<void> => {
  if (actor.kind !== 'agent') return;
  const { retention } = await policies.active();
  const look = { ticketId, by: actor.id, at: time.now(), what, ...(from !== undefined && { from }) };
  await looks.note(look, retention.lookDays);
};

/** The last ones first, for those who audit. */
export const listLooks = async (
  { looks, policies, tickets }: LookPorts & { readonly tickets: Pick<Tickets, 'read'> },
  { ticket: idOrCode, actor }: { readonly ticket: string; readonly actor: Actor },
): Promise<
  { readonly ticket: Ticket; page(after: string | undefined, limit: number): Promise<Page<Look>> } | Refused
> => {
  const [found, policy] = await Promise.all([tickets.read(idOrCode), policies.active()]);
  if (!found) return ticketNotFound;
  const { ticket } = found;
  const id: TicketId = ticket.id;
  return mayNot(actor, 'audit', ticket, policy) ?? { ticket, page: (after, limit) => looks.of(id, after, limit) };
};
