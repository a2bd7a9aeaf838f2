import { type Doc, isTakenBack, say, withEvents } from '../domain/search/said.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Tickets } from '../ports.ts';
import type { KeptDoc, PackedDoc, SearchIndex } from '../ports-search.ts';
import { eventsAfter } from './events-after.ts';

export interface IndexPorts {
  readonly tickets: Pick<Tickets, 'timeline'>;
  readonly search: SearchIndex;
}

/**
 * Brings what a ticket is found by up to its timeline, at least as far as one event: once, however often and in whatever order
 * events are told. What was redacted is gone from the index when this ends.
 * Database operations: two reads, one query; one write when there is something new to be found.
 */
export const indexTicket = async (
  { tickets, search }: IndexPorts,
  id: TicketId,
  seq: number,
): Promise<'indexed' | 'known'> => {
  const { fresh, packed } = await search.docOf(id);
  const before: Doc | undefined = fresh ?? packed;
  if (before && before.seq >= seq) return 'known';
  const further = await eventsAfter(tickets, id, before?.seq ?? 0);
  const anew = before !== undefined && further.some(isTakenBack);
  const last = further.at(-1);
  if (!last || !(anew || say(further))) return 'known';
  // First what must not stay: if the rest fails, it is done when the event comes again, and from the beginning.
  if (anew) await search.forget(id, last.seq);
  const doc = anew ? withEvents(undefined, await eventsAfter(tickets, id, 0)) : withEvents(before, further);
  if (!doc) return 'known';
  return (await search.putFresh({ ...doc, past: pastOf(fresh, packed) })) ? 'indexed' : 'known';
};

const pastOf = (fresh: KeptDoc | undefined, packed: PackedDoc | undefined): readonly number[] => [
  ...new Set([...(fresh?.past ?? []), ...(packed?.past ?? []), ...(packed ? [packed.number] : [])]),
];
