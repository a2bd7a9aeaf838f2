/** The search index; apart, since few functions know of it. */
import { createItemReads } from '../../adapters/dynamodb/item-reads.ts';
import { createSearchedEvents } from '../../adapters/dynamodb/search-events.ts';
import { createSearchIndex } from '../../adapters/dynamodb/search-index.ts';
import { ticketReads } from '../../adapters/dynamodb/ticket-reads.ts';
import { systemTime as time } from '../../adapters/system-time.ts';
import type { SearchIndex } from '../../core/ports-search.ts';
import type { IndexPorts } from '../../core/usecases/index-ticket.ts';
import { dynamodb as client } from './dynamodb.ts';

/** One for both tables: what a batch of events needs of them is read with one call. */
const readItem = createItemReads({ client, time });

export const wireSearch = ({ SEARCH_TABLE }: { readonly SEARCH_TABLE: string }): SearchIndex =>
  createSearchIndex({ client, time, readItem, searchTable: SEARCH_TABLE });

/** For the one who keeps it: of tickets, their timelines alone. */
export const wireIndexing = (from: { readonly SEARCH_TABLE: string; readonly TICKET_TABLE: string }): IndexPorts => {
  const { TICKET_TABLE: ticketTable } = from;
  return {
    tickets: ticketReads({ client, time, ticketTable, readItem }),
    events: createSearchedEvents({ readItem, ticketTable }),
    search: wireSearch(from),
  };
};
