import type { Recorded } from '../domain/events.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Tickets } from '../ports.ts';

const PAGE = 200;

/** Everything that happened to a ticket up to a version of it, in order: one query per 200 events. */
export const wholeTimeline = async (
  tickets: Pick<Tickets, 'timeline'>,
  id: TicketId,
  version: number,
): Promise<readonly Recorded[]> => {
  const events: Recorded[] = [];
  let after: number | undefined = 0;
  while (after !== undefined && events.length < version) {
    const { items, next }: Awaited<ReturnType<Tickets['timeline']>> = await tickets.timeline(id, after, PAGE);
    events.push(...items);
    after = next === undefined ? undefined : Number(next);
  }
  return events.slice(0, version);
};
