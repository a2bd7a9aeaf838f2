/** The desk of the routing tests with a search index beside it. */
import { createItemReads } from '../../../adapters/dynamodb/item-reads.ts';
import { createSearchedEvents } from '../../../adapters/dynamodb/search-events.ts';
import { createSearchIndex } from '../../../adapters/dynamodb/search-index.ts';
import type { TicketFilter } from '../../../core/domain/search/filter.ts';
import { queryOf } from '../../../core/domain/search/query.ts';
import type { TicketId } from '../../../core/domain/vocabulary.ts';
import { indexTicket } from '../../../core/usecases/index-ticket.ts';
import { keepIndex } from '../../../core/usecases/keep-index.ts';
import { packIndex } from '../../../core/usecases/pack-index.ts';
import { type SearchPlace, searchTickets } from '../../../core/usecases/search-tickets.ts';
import { TABLES } from '../../functions/support/aws.ts';
import { openRoutingDesk } from '../../routing/support/desk.ts';

export const openIndexDesk = async () => {
  const desk = await openRoutingDesk();
  const { tickets, time } = desk.ports;
  const { client } = desk.stores;
  const readItem = createItemReads({ client, time });
  const search = createSearchIndex({ client, time, readItem, searchTable: TABLES.search });
  const events = createSearchedEvents({ readItem, ticketTable: TABLES.ticket });
  const ports = { tickets, events, search, time };
  const page = (text: string, more: Page = {}) => {
    const { limit = 25, after, filter = {}, visible = () => true } = more;
    const query = queryOf(text, filter.tag);
    if (!query) throw new Error(`${text} cannot be looked for.`);
    return searchTickets(ports, { query, filter, visible, limit, after });
  };
  return {
    ...desk,
    search,
    page,
    /** Ids of all that is found, page by page. */
    find: async (text: string, more: Page = {}): Promise<TicketId[]> => {
      const found: TicketId[] = [];
      let { after } = more;
      do {
        const { items, next } = await page(text, { ...more, after });
        found.push(...items.map(({ id }) => id));
        after = next;
      } while (after);
      return found;
    },
    index: (id: TicketId, seq = 1) => indexTicket(ports, id, [seq]),
    /** As the events of one batch; answers for each whether it is done. */
    keep: async (...told: readonly (readonly [TicketId, number])[]): Promise<boolean[]> => {
      const results = await keepIndex(
        ports,
        told.map(([ticketId, seq]) => ({ ticketId, seq })),
      );
      return results.map(({ status }) => status === 'fulfilled');
    },
    pack: (atLeast?: number) => packIndex(ports, atLeast),
    /** Opens a ticket and indexes it. */
    written: async (text: string, customer?: string): Promise<TicketId> => {
      const id = await desk.open({ text, ...(customer && { customer }) });
      desk.wait(1000);
      await indexTicket(ports, id, [1]);
      return id;
    },
    items: () => desk.stores.dynamo('Scan', { TableName: TABLES.search }).Items as any[],
  };
};

interface Page {
  readonly limit?: number;
  readonly after?: SearchPlace | undefined;
  readonly filter?: TicketFilter;
  readonly visible?: (ticket: { readonly id: string; readonly queue: string }) => boolean;
}

export type IndexDesk = Awaited<ReturnType<typeof openIndexDesk>>;
