/**
 * What happened to one ticket changes others: its parent hears how a part of the work goes, and what it has absorbed is archived with
 * it. Told by the ticket as it stands, so that it may be told too often and in any order. Database operations: one read of the ticket;
 * of its parent those of a command; of each absorbed one two reads and one transaction.
 */
import type { Concerns } from '../domain/concerns.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import { archiveTicket } from './archive-ticket.ts';
import { type ChangePorts, changeTicket } from './change-ticket.ts';
import { isRefused, type Refused } from './refused.ts';

/** Throws when others kept changing a ticket that should hear of it. */
export const tellRelated = async (
  ports: ChangePorts,
  {
    ticketId,
    concerns,
    correlation,
  }: { readonly ticketId: TicketId; readonly concerns: Concerns; readonly correlation: string },
): Promise<void> => {
  const found = await ports.tickets.read(ticketId);
  if (!found) throw new Error(`${ticketId} has events but no head.`);
  if (concerns === 'parent') return tellParent(ports, found.ticket, correlation);
  for (const { id } of found.ticket.absorbed)
    orElse(await archiveTicket(ports, { ticketId: id, correlation }), `${id} was not archived with ${ticketId}`);
};

const DONE: ReadonlySet<Ticket['phase']> = new Set(['resolved', 'closed', 'archived']);

const tellParent = async (ports: ChangePorts, child: Ticket, correlation: string): Promise<void> => {
  const { id, code, version: seen, parent } = child;
  if (!parent) return;
  const done = DONE.has(child.phase);
  const resolution =
    done && 'resolution' in child ? { resolution: { code: child.resolution.code, text: child.resolution.text } } : {};
  const told = await changeTicket(ports, {
    idOrCode: parent.id,
    command: { type: 'subChanged', id, code, seen, done, ...resolution },
    actor: SUB_TICKETS,
    correlation,
  });
  orElse(told, `${parent.id} did not hear of ${id}`);
};

const SUB_TICKETS = { kind: 'system', id: 'sub-tickets', roles: ['system'] } as const;

/** Where it is too late for the news, as for an archived parent or one that was unmerged meanwhile, nothing is left to do. */
const orElse = (result: object | Refused, what: string): void => {
  if (isRefused(result) && result.refused !== 'command-not-allowed-in-phase')
    throw new Error(`${what}: ${result.refused}`);
};
