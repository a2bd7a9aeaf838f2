import type { Recorded } from '../domain/events.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Tickets } from '../ports.ts';

const PAGE = 200;

/** What happened to a ticket after this event, in order: one query per 200. */
export const eventsAfter = async (
  tickets: Pick<Tickets, 'timeline'>,
  id: TicketId,
  seq: number,
): Promise<readonly Recorded[]> => {
  const events: Recorded[] = [];
  let after: number | undefined = seq;
  while (after !== undefined) {
    const { items, next }: Awaited<ReturnType<Tickets['timeline']>> = await tickets.timeline(id, after, PAGE);
    events.push(...items);
    after = next === undefined ? undefined : Number(next);
  }
  return events;
};
