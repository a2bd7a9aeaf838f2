/**
 * One command for many tickets: each takes it by itself, on the ordinary path, under the giver's own permission. Database operations:
 * those of the command for each of them, some at once.
 */
import { mayNot, withAuthority } from '../domain/permissions.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import { type Changed, type ChangeInput, type ChangePorts, changeTicket } from './change-ticket.ts';
import type { RelationInput } from './other-ticket.ts';
import { isRefused, type Refused, ticketNotFound } from './refused.ts';

const AT_ONCE = 8;

export interface BulkItem {
  readonly asked: string;
  readonly result: Changed | Refused | { readonly fault: Error };
}

/** In the order in which they were asked for, each once. The key of a remembered command is derived from the giver's for each. */
export const bulkCommand = async (
  ports: ChangePorts,
  {
    tickets,
    command,
    idempotency,
    ...input
  }: Omit<RelationInput, 'idOrCode' | 'ifMatch'> &
    Pick<ChangeInput, 'command'> & { readonly tickets: readonly string[] },
): Promise<readonly BulkItem[]> => {
  const left = [...new Set(tickets)].map((asked, at) => ({ asked, at }));
  const items: BulkItem[] = [];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) {
      const { asked, at } = next;
      const own = idempotency && { ...idempotency, key: `${idempotency.key}#${asked}` };
      const result = await changeTicket(ports, {
        ...input,
        idOrCode: asked,
        command,
        ...(own && { idempotency: own }),
      }).catch((fault: Error) => ({ fault }));
      items[at] = { asked, result };
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return items;
};

/** The tickets that are linked to a problem as its incidents. One read. */
export const incidentsOf = async (
  { tickets, policies }: ChangePorts,
  problem: string,
  { actor }: Pick<ChangeInput, 'actor'>,
): Promise<readonly TicketId[] | Refused> => {
  const [found, policy] = await Promise.all([tickets.read(problem), policies.active()]);
  if (!found) return ticketNotFound;
  const refusal = mayNot(withAuthority(actor, policy), 'read', found.ticket, policy);
  return refusal ?? found.ticket.links.flatMap(({ id, as }) => (as === 'incident' ? [id] : []));
};

export const isDone = (result: BulkItem['result']): result is Changed => !('fault' in result) && !isRefused(result);
