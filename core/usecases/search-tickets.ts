/**
 * Free text over all tickets. What was written last comes first: the fresh docs are compared one by one, then the segments are asked,
 * the newest first. What they name is compared with its text, and with the ticket as it stands: whether it passes the filter, and
 * whether the caller may see it. One request looks at some 230 tickets that the segments name, or at 100 fresh ones; a page may come
 * back short, with a place from which to go on.
 */
import { passes, type TicketFilter } from '../domain/search/filter.ts';
import { matches, type Query } from '../domain/search/query.ts';
import { textOf } from '../domain/search/said.ts';
import { firstOf, segmentsOf, spanOf } from '../domain/search/segments.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { TicketSummary, Tickets, Time } from '../ports.ts';
import type { KeptDoc, PackedDoc, SearchIndex } from '../ports-search.ts';
import { candidates, ROUND } from './search-candidates.ts';
import { summaryOfTicket } from './summary-of-ticket.ts';

export interface SearchPorts {
  readonly tickets: Pick<Tickets, 'current'>;
  readonly search: Pick<SearchIndex, 'fresh' | 'state' | 'found' | 'packed'>;
  readonly time: Pick<Time, 'now'>;
}

/** Where a search goes on. */
export interface SearchPlace {
  /** What has this number or a higher one was packed after the search had begun. */
  readonly top: number;
  /** The last fresh doc that was looked at. */
  readonly fresh?: { readonly at: string; readonly id: string };
  /** Only what has a lower number; undefined while there are fresh ones left. */
  readonly below?: number;
}

interface SearchInput {
  readonly query: Query;
  readonly filter: TicketFilter;
  readonly visible: (ticket: Ticket) => boolean;
  readonly limit: number;
  readonly after?: SearchPlace | undefined;
}

interface Found {
  readonly items: readonly TicketSummary[];
  readonly next?: SearchPlace;
}

const MOST_FRESH = 2 * ROUND;
/** Of those that are named some are not what was looked for. */
const SPARE = 5;
const MOST_PACKED = 4 * ROUND;

export const searchTickets = async (ports: SearchPorts, input: SearchInput): Promise<Found> => {
  const { query, limit, after } = input;
  const fresh = await ports.search.fresh(); // before the state: see `state`
  const segments = segmentsOf(await ports.search.state());
  const end = segments[0] ? firstOf(segments[0]) + spanOf(segments[0].level) : 0;
  const top = after?.top ?? end;
  const items: TicketSummary[] = [];

  if (after?.below === undefined) {
    const left = fresh
      .filter((doc) => isAfter(doc, after) && matches(textOf(doc), query.needs))
      .toSorted((a, b) => (isNewer(a, b) ? -1 : 1));
    let last = after?.fresh;
    for (let at = 0; at < left.length; at += ROUND) {
      for (const { doc, summary } of await shown(ports, input, left.slice(at, at + ROUND))) {
        if (items.length === limit || at >= MOST_FRESH) return { items, next: { top, ...(last && { fresh: last }) } };
        last = { at: doc.at, id: doc.ticketId };
        if (summary) items.push(summary);
      }
    }
  }

  const freshSeqs = new Map(fresh.map(({ ticketId, seq }) => [ticketId, seq]));
  // What was packed since the search began has been shown while it was fresh, as far as the fresh ones had been looked at.
  // A fresh one may be older than the packed one, when who put it there had slept: then the packed one counts.
  const isUnseen = (doc: PackedDoc): boolean =>
    (freshSeqs.get(doc.ticketId) ?? 0) < doc.seq &&
    !items.some(({ id }) => id === doc.ticketId) &&
    (doc.number < top || (after?.fresh !== undefined && isAfter(doc, after)));
  let below = after?.below ?? Math.max(end, top);
  let looked = 0;
  const next = (): SearchPlace => ({ top, ...(after?.fresh && { fresh: after.fresh }), below });
  for await (const numbers of candidates(ports.search, query, segments, below, limit - items.length + SPARE)) {
    if (looked >= MOST_PACKED) return { items, next: next() };
    const docs = (await ports.search.packed(numbers)).map((doc) =>
      doc && isUnseen(doc) && matches(textOf(doc), query.needs) ? doc : undefined,
    );
    const found = await shown(
      ports,
      input,
      docs.filter((doc) => doc !== undefined),
    );
    const summaries = new Map(found.map(({ doc, summary }) => [doc.number, summary]));
    for (const number of numbers) {
      if (items.length === limit) return { items, next: next() };
      const summary = summaries.get(number);
      if (summary) items.push(summary);
      below = number;
    }
    looked += numbers.length;
  }
  return { items };
};

/** The tickets of these docs that the caller may see and the filter lets through; the others without a summary. */
const shown = async <D extends KeptDoc>(
  { tickets, time }: SearchPorts,
  { filter, visible }: SearchInput,
  docs: readonly D[],
): Promise<readonly { readonly doc: D; readonly summary?: TicketSummary }[]> => {
  const now = time.now();
  return Promise.all(
    docs.map(async (doc) => {
      const ticket = await tickets.current(doc.ticketId as TicketId);
      return ticket && passes(ticket, filter, now) && visible(ticket)
        ? { doc, summary: summaryOfTicket(ticket) }
        : { doc };
    }),
  );
};

type Dated = Pick<KeptDoc, 'at' | 'ticketId'>;

const isNewer = (a: Dated, b: Dated): boolean => (a.at === b.at ? a.ticketId > b.ticketId : a.at > b.at);

/** Whether it comes after the fresh docs that were looked at. */
const isAfter = (doc: Dated, place: SearchPlace | undefined): boolean =>
  place?.fresh === undefined || isNewer({ at: place.fresh.at, ticketId: place.fresh.id as TicketId }, doc);
