import type { SearchedEvents } from '../../core/ports-search.ts';
import type { ReadItem } from './item-reads.ts';
import { eventOf } from './ticket-events.ts';
import { eventKey } from './ticket-table.ts';

/** `readItem`: that of the search index, so that a ticket's events and its texts are read with one call. */
export const createSearchedEvents = ({
  readItem,
  ticketTable,
}: {
  readonly readItem: ReadItem;
  readonly ticketTable: string;
}): SearchedEvents => ({
  event: async (id, seq) => {
    const item = await readItem(ticketTable, eventKey(id, seq));
    return item && eventOf(item);
  },
});
