/** The timelines of several tickets as one, by time. Database operations: one query for each ticket that has more to tell. */
import type { Recorded } from '../domain/events.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Page, Tickets } from '../ports.ts';

/**
 * `after`: how far each ticket was read, as `next` of the page before says it; the tickets must be the same ones in the same order.
 * Events of one instant stand in the order of their tickets; those of one ticket always in the order in which they happened.
 */
export const mergedTimeline = async (
  tickets: Pick<Tickets, 'timeline'>,
  ids: readonly TicketId[],
  after: string | undefined,
  limit: number,
): Promise<Page<Recorded>> => {
  const read = after === undefined ? ids.map(() => 0) : after.split(' ').map(Number);
  const pages = await Promise.all(ids.map((id, at) => tickets.timeline(id, read[at] ?? 0, limit)));
  const queues = pages.map(({ items }) => [...items]);
  const items: Recorded[] = [];
  // A page may be short though more comes after it: what follows in the others is told with the next page.
  const isKnown = () => pages.every(({ next }, at) => next === undefined || queues[at]?.length !== 0);
  for (let first = earliest(queues); first && items.length < limit && isKnown(); first = earliest(queues))
    items.push(first.shift() as Recorded);
  const isMore = queues.some((queue) => queue.length > 0) || pages.some(({ next }) => next !== undefined);
  if (!isMore) return { items };
  const last = ids.map((id, at) => items.findLast(({ ticketId }) => ticketId === id)?.seq ?? read[at] ?? 0);
  return { items, next: last.join(' ') };
};

/** The one that begins with the earliest event. */
const earliest = (queues: readonly Recorded[][]): Recorded[] | undefined =>
  queues.reduce<Recorded[] | undefined>((first, queue) => {
    const [head] = queue;
    return head && (!first?.[0] || head.time < first[0].time) ? queue : first;
  }, undefined);
