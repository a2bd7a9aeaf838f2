import { describe, expect, it } from 'vitest';
import type { Recorded } from '../../core/domain/events.ts';
import { addMs } from '../../core/domain/time.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import type { Tickets } from '../../core/ports.ts';
import { mergedTimeline } from '../../core/usecases/merged-timeline.ts';
import fc from '../support/properties.ts';

const START = '2026-11-22T04:00:00.000Z';
const IDS: readonly TicketId[] = ['tkt_a', 'tkt_b', 'tkt_c'];

/** Events of each ticket, by the ms after the start at which they happened; pages are cut short as a store may. */
const timelines = (times: readonly (readonly number[])[], short: number): Pick<Tickets, 'timeline'> => ({
  timeline: async (id, after, limit) => {
    const all = (times[IDS.indexOf(id)] ?? [])
      .toSorted((a, b) => a - b)
      .map((ms, at) => ({ ticketId: id, seq: at + 1, id: `${id}.${at + 1}`, time: addMs(START, ms) }) as Recorded);
    const items = all.slice(after, after + Math.min(limit, short));
    return { items, ...(after + items.length < all.length && { next: String(after + items.length) }) };
  },
});

const whole = async (tickets: Pick<Tickets, 'timeline'>, limit: number): Promise<Recorded[]> => {
  const items: Recorded[] = [];
  let after: string | undefined;
  do {
    const page = await mergedTimeline(tickets, IDS, after, limit);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    expect(page.items.length > 0 || page.next === undefined).toBe(true);
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
};

describe('the timelines of several tickets as one', () => {
  const times = fc.array(fc.array(fc.nat(50), { maxLength: 12 }), { minLength: 3, maxLength: 3 });

  it('has every event once, by time, whatever the pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        times,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 8 }),
        async (of, limit, short) => {
          const items = await whole(timelines(of, short), limit);
          expect(items).toHaveLength(of.flat().length);
          expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
          expect(items.map(({ time }) => time)).toEqual(items.map(({ time }) => time).toSorted());
          for (const id of IDS) {
            const own = items.filter(({ ticketId }) => ticketId === id).map(({ seq }) => seq);
            expect(own).toEqual(own.toSorted((a, b) => a - b));
          }
        },
      ),
    );
  });

  it('puts events of one instant in the order of their tickets', async () => {
    const items = await whole(timelines([[5], [5], [4, 5]], 10), 10);
    expect(items.map(({ id }) => id)).toEqual(['tkt_c.1', 'tkt_a.1', 'tkt_b.1', 'tkt_c.2']);
  });
});
