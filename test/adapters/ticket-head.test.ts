import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headItem, ticketOf } from '../../adapters/dynamodb/ticket-head.ts';
import { decide, openTicket } from '../../core/domain/decide.ts';
import { isRefusal } from '../../core/domain/refusals.ts';
import { shareOf, type Ticket } from '../../core/domain/ticket.ts';
import { addMs } from '../../core/domain/time.ts';
import { life, type Step } from '../unit/anything.ts';
import { context, inPhase, OPEN, START, shop } from '../unit/desk.ts';

/** Every state that a life goes through. */
const states = (steps: readonly Step[]): Ticket[] => {
  let now = START;
  let ticket = openTicket({ ...OPEN, tags: ['vip'], orders: ['o-1', 'o-2'] }, context(shop, now)).ticket;
  const seen = [ticket];
  for (const { command, actor, afterMs } of steps) {
    now = addMs(now, afterMs);
    const decision = decide(ticket, command, context(actor, now));
    if (isRefusal(decision)) continue;
    ticket = decision.ticket;
    seen.push(ticket);
  }
  return seen;
};

describe('the head of a ticket', () => {
  it('comes back as it went, whatever happened to the ticket', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const ticket of states(steps)) expect(ticketOf(headItem(ticket, 'any'))).toEqual(ticket);
      }),
      { numRuns: 60 },
    );
  });

  it('stands in an index exactly while it belongs there', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const ticket of states(steps)) {
          const item = headItem(ticket, 'sort');
          const queue = ticket.phase === 'queued' ? ticket.queue : ticket.phase === 'review' ? 'review' : undefined;
          expect([item.queueKey?.S, item.queueSort?.S]).toEqual(queue ? [queue, 'sort'] : [undefined, undefined]);
          const holder = shareOf(ticket)?.assignee.id;
          expect([item.assigneeKey?.S, item.assigneeSort?.S]).toEqual(
            holder ? [holder, 'sort'] : [undefined, undefined],
          );
          const done = ticket.phase === 'closed' || ticket.phase === 'archived';
          expect(item.customerSort?.S).toBe(`${done ? 'done' : 'open'}#${ticket.id}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('of before capacity was counted in units is read with one unit, no route and nobody who served before', () => {
    const ticket = inPhase('handling');
    const { units: _, route: __, served: ___, preemptions: ____, ...item } = headItem(ticket, 'any');
    expect(ticketOf(item)).toEqual({ ...ticket, units: 1, route: { skills: [] }, served: [], preemptions: 0 });
  });
});
