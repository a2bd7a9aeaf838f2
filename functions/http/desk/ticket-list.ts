import { type Actor, mayNotRead } from '../../../core/domain/permissions.ts';
import type { TicketFilter } from '../../../core/domain/search/filter.ts';
import type { Ticket } from '../../../core/domain/ticket.ts';
import type { TicketSummary, Tickets, Time } from '../../../core/ports.ts';
import type { Policies } from '../../../core/ports-policies.ts';
import { type ListInput, listTickets } from '../../../core/usecases/list-tickets.ts';
import type { Answer } from '../../shared/door.ts';
import { listPage, type PagePorts } from './list-page.ts';
import { summaryView } from './summary-view.ts';

export interface TicketListPorts extends PagePorts {
  readonly tickets: Tickets;
  readonly policies: Policies;
  readonly time: Pick<Time, 'now'>;
}

interface Asked extends TicketFilter {
  readonly limit: number;
  readonly page?: string | undefined;
  /** Part of what `read` reads. */
  readonly only?: 'open' | 'closed' | undefined;
}

/** Nothing is asked that the index does not show. */
export const isUnfiltered = ({ limit: _, page: _1, ...filter }: Asked): boolean =>
  Object.values(filter).every((value) => value === undefined);

/** One page of a list, with what passes the filter and the caller may read. */
export const ticketList = async (
  ports: TicketListPorts,
  name: string,
  actor: Actor,
  { limit, page, only, ...filter }: Asked,
  read: ListInput<TicketSummary | Ticket>['read'],
): Promise<Answer> => {
  const policy = await ports.policies.active();
  const visible = (ticket: Ticket): boolean => !mayNotRead(actor, ticket, policy);
  const list = `${name}:${JSON.stringify({ only, ...filter })}`;
  return listPage(
    ports,
    { list, caller: actor.id },
    { limit, page },
    (after, most) => listTickets(ports, { read, filter, visible, after, limit: most }),
    summaryView,
  );
};
