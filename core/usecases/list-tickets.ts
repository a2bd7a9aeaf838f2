/**
 * A list of which some are left out: by a filter that no index knows, or because the caller may not see them. Rows are read in the
 * order of the index until the page is full, but at most so many: the page may be short, or empty, and still lead on.
 */
import { mayPass, passes, type TicketFilter } from '../domain/search/filter.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Page, TicketSummary, Tickets, Time } from '../ports.ts';
import { summaryOfTicket } from './summary-of-ticket.ts';

interface ListPorts {
  readonly tickets: Pick<Tickets, 'current'>;
  readonly time: Pick<Time, 'now'>;
}

export interface ListInput<T> {
  readonly read: (after: string | undefined, limit: number) => Promise<Page<T>>;
  readonly filter: TicketFilter;
  readonly visible: (ticket: Ticket) => boolean;
  readonly after: string | undefined;
  readonly limit: number;
}

/** Of one call, however long its list and its pages are. */
const MOST_ROWS = 200;
const READS = 8;

/** Two operations for each read; rows that cannot pass are not read whole. */
export const listTickets = async (
  { tickets, time }: ListPorts,
  { read, filter, visible, after, limit }: ListInput<TicketSummary | Ticket>,
): Promise<Page<TicketSummary>> => {
  const now = time.now();
  const items: TicketSummary[] = [];
  let place = after;
  let left = MOST_ROWS;
  for (let reads = 0; reads < READS && left > 0; reads += 1) {
    const page = await read(place, Math.min(left, limit - items.length));
    left -= page.items.length;
    const near = page.items.filter((row) => mayPass(row, filter));
    const whole = await Promise.all(near.map((row) => ('clocks' in row ? row : tickets.current(row.id))));
    const kept = whole.filter((ticket) => ticket && visible(ticket) && passes(ticket, filter, now));
    items.push(...kept.filter((ticket) => ticket !== undefined).map(summaryOfTicket));
    place = page.next;
    if (place === undefined || items.length === limit) break;
  }
  return { items, ...(place !== undefined && { next: place }) };
};

const MOST_AGENTS = 10;

/** What the agents of a team hold, one agent after the other, each most urgent first; `ids` in their order. */
export const heldByAll = async (
  tickets: Pick<Tickets, 'heldBy'>,
  ids: readonly `agt_${string}`[],
  after: string | undefined,
  limit: number,
): Promise<Page<TicketSummary>> => {
  const [from = '', sort] = after?.split(' ') ?? [];
  const left = ids.filter((id) => id >= from);
  const items: TicketSummary[] = [];
  for (const [at, id] of left.slice(0, MOST_AGENTS).entries()) {
    const page = await tickets.heldBy(id, id === from ? sort : undefined, limit - items.length);
    items.push(...page.items);
    if (page.next !== undefined) return { items, next: `${id} ${page.next}` };
    const following = left[at + 1];
    if (items.length === limit) return { items, ...(following && { next: following }) };
  }
  const following = left[MOST_AGENTS];
  return { items, ...(following && { next: following }) };
};
