import { describe, expect, it } from 'vitest';
import { openTicket } from '../../core/domain/decide.ts';
import type { TicketFilter } from '../../core/domain/search/filter.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { listTickets } from '../../core/usecases/list-tickets.ts';
import { summaryOfTicket } from '../../core/usecases/summary-of-ticket.ts';
import fc from '../support/properties.ts';
import { context, OPEN, START, shop } from '../unit/desk.ts';

const { ticket } = openTicket(OPEN, context(shop, START));
/** A queue in which every `every`-th ticket is of P1, and what was read of it. */
const queueOf = (count: number, every: number) => {
  const all = Array.from(
    { length: count },
    (_, at): Ticket => ({
      ...ticket,
      id: `tkt_${String(at).padStart(26, '0')}`,
      priority: at % every === 0 ? 'P1' : 'P3',
    }),
  );
  const seen = { rows: 0, heads: 0, reads: 0 };
  const list = (filter: TicketFilter, limit: number, after?: string) =>
    listTickets(
      {
        time: { now: () => START },
        tickets: {
          current: async (id) => {
            seen.heads += 1;
            return all.find((each) => each.id === id);
          },
        },
      },
      {
        ...{ filter, visible: () => true, after, limit },
        read: async (place, most) => {
          const from = Number(place ?? 0);
          const items = all.slice(from, from + most).map(summaryOfTicket);
          seen.reads += 1;
          seen.rows += items.length;
          return { items, ...(from + most < count && { next: String(from + most) }) };
        },
      },
    );
  return { all, list, seen };
};

describe('a list with a filter', () => {
  it('looks at 200 rows at most, however long it is, and leads on', async () => {
    for (const limit of [25, 30, 100]) {
      const { list, seen } = queueOf(5000, 5001);
      const page = await list({ tag: 'none' }, limit);
      expect(page.items).toEqual([]);
      expect([seen.rows, page.next]).toEqual([200, '200']);
    }
    const { list, seen } = queueOf(5000, 5001);
    expect(await list({ tag: 'none' }, 1)).toEqual({ items: [], next: '8' });
    expect(seen.reads).toBe(8);
  });

  it('reads no ticket whole that cannot pass by what the list shows', async () => {
    const { list, seen } = queueOf(5000, 50);
    expect((await list({ priority: 'P1' }, 25)).items).toHaveLength(4);
    expect(seen).toMatchObject({ reads: 8, heads: 4 });
  });

  it('shows all that pass, once each, however it is cut into pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 100 }),
        async (count, every, limit) => {
          const { all, list } = queueOf(count, every);
          const shown: string[] = [];
          let after: string | undefined;
          do {
            const page = await list({ priority: 'P1' }, limit, after);
            expect(page.items.length).toBeLessThanOrEqual(limit);
            shown.push(...page.items.map(({ id }) => id));
            after = page.next;
          } while (after !== undefined);
          expect(shown).toEqual(all.filter(({ priority }) => priority === 'P1').map(({ id }) => id));
        },
      ),
      { numRuns: 40 },
    );
  });
});
