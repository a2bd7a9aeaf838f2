import type { Recorded } from '../domain/events.ts';
import { isTakenBack, say, withEvents } from '../domain/search/said.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Tickets } from '../ports.ts';
import type { KeptDoc, PackedDoc, SearchedEvents, SearchIndex } from '../ports-search.ts';
import { eventsAfter } from './events-after.ts';

export interface IndexPorts {
  readonly tickets: Pick<Tickets, 'timeline'>;
  readonly events: SearchedEvents;
  readonly search: SearchIndex;
}

/** So many events before the first that was told are read with it: on the plain path no more lie between two that say something. */
const BEFORE = 2;
/** More than that are read as a timeline: a query is billed by what they weigh together, this by each. */
const SINGLY = 8;

/**
 * Brings what a ticket is found by up to its timeline, at least as far as the last of these events: once, however often and in
 * whatever order events are told. What was redacted is gone from the index when this ends.
 * Database operations: one read, shared by all that are indexed side by side; a query where events lie between what is known and
 * what was told; a write when there is something new to be found.
 */
export const indexTicket = async (
  { tickets, events, search }: IndexPorts,
  id: TicketId,
  told: readonly number[],
): Promise<'indexed' | 'known'> => {
  const upTo = Math.max(...told);
  const [{ fresh, packed }, near] = await Promise.all([search.docOf(id), nearTo(events, id, told)]);
  const before = laterOf(fresh, packed);
  const known = before?.seq ?? 0;
  if (known >= upTo) return 'known';
  const unknown = near.filter(({ seq }) => seq > known);
  const further = unknown.length === upTo - known ? unknown : await eventsAfter(tickets, id, known);
  const anew = before !== undefined && further.some(isTakenBack);
  const last = further.at(-1);
  if (!last || !(anew || say(further))) return 'known';
  // First what must not stay: if the rest fails, it is done when the event comes again, and from the beginning.
  if (anew) await search.forget(id, last.seq);
  const doc = anew ? withEvents(undefined, await eventsAfter(tickets, id, 0)) : withEvents(before, further);
  if (!doc) return 'known';
  return (await search.putFresh({ ...doc, past: pastOf(fresh, packed) })) ? 'indexed' : 'known';
};

/** The events that were told and some before them, in order; none when they lie far apart. */
const nearTo = async (events: SearchedEvents, id: TicketId, told: readonly number[]): Promise<readonly Recorded[]> => {
  const first = Math.max(1, Math.min(...told) - BEFORE);
  const count = Math.max(...told) - first + 1;
  if (count > SINGLY) return [];
  const read = await Promise.all(Array.from({ length: count }, (_, at) => events.event(id, first + at)));
  return read.filter((event) => event !== undefined);
};

/** The fresh one, unless somebody put it there who had slept while a later one was packed. */
const laterOf = (fresh: KeptDoc | undefined, packed: PackedDoc | undefined): KeptDoc | undefined =>
  fresh && packed && packed.seq > fresh.seq ? packed : (fresh ?? packed);

const pastOf = (fresh: KeptDoc | undefined, packed: PackedDoc | undefined): readonly number[] => [
  ...new Set([...(fresh?.past ?? []), ...(packed?.past ?? []), ...(packed ? [packed.number] : [])]),
];
