import { describe, expect, it } from 'vitest';
import { eventItem, eventOf } from '../../adapters/dynamodb/ticket-events.ts';
import { headItem, ticketOf } from '../../adapters/dynamodb/ticket-head.ts';
import { UNTOUCHED } from '../../adapters/dynamodb/ticket-table.ts';
import { untouchedSince } from '../../core/domain/alarms.ts';
import type { Open } from '../../core/domain/commands.ts';
import { type Decision, decide, openTicket } from '../../core/domain/decide.ts';
import type { Actor } from '../../core/domain/permissions.ts';
import { isRefusal } from '../../core/domain/refusals.ts';
import { shareOf, type Ticket } from '../../core/domain/ticket.ts';
import { addMs } from '../../core/domain/time.ts';
import { sizeOfItem } from '../../local/dynamodb/attribute-value.ts';
import fc from '../support/properties.ts';
import { life, type Step } from '../unit/anything.ts';
import { checker, clockwork, context, customer, LIN, lin, MINUTE, OPEN, ROUTING, START, shop } from '../unit/desk.ts';

/** What a life is made of, refusals left out. */
const decisions = (
  steps: readonly Step[],
  open: Open = { ...OPEN, tags: ['vip'], orders: ['o-1', 'o-2'] },
): Decision[] => {
  let now = START;
  let last = openTicket(open, context(shop, now));
  const seen = [last];
  for (const { command, actor, afterMs } of steps) {
    now = addMs(now, afterMs);
    const decision = decide(last.ticket, command, context(actor, now));
    if (isRefusal(decision)) continue;
    last = decision;
    seen.push(last);
  }
  return seen;
};
const states = (steps: readonly Step[]): Ticket[] => decisions(steps).map(({ ticket }) => ticket);

const OPENED: Open = {
  ...OPEN,
  id: 'tkt_01KJXT2PT0R0CQPJWJ1EDC3WRT',
  uniqueId: '8f14e45f-ceea-467f-9d2b-3b6d6a4b7c11',
  orders: ['2026112200017'],
  customer: { id: 'c-100200300', name: '张小三', phone: '13812345678', email: 'zhang@example.com', tier: 'standard' },
};

/** Answered after its warning, so that its clocks have something to tell. */
const plainPath = (): Decision[] => {
  const step = (command: Step['command'], actor: Actor, minutes: number): Step => ({
    command,
    actor,
    afterMs: minutes * MINUTE,
  });
  return decisions(
    [
      step({ type: 'dispatch', assignee: LIN, by: 'dispatch', routing: ROUTING }, clockwork, 0),
      step({ type: 'accept' }, lin, 2),
      step({ type: 'advance' }, clockwork, 10.5),
      step({ type: 'reply', text: '您好，正在为您核实派送情况，请稍候。' }, lin, 1),
      step({ type: 'resolve', code: 'delivered', text: '已联系网点，今天送达。' }, lin, 50),
      step({ type: 'review', verdict: 'pass' }, checker, 20),
      step({ type: 'close' }, customer, 30),
      step({ type: 'archive' }, clockwork, 1),
    ],
    OPENED,
  );
};

/** What the audit adds. */
const [SEAL, SALT] = [{ B: Buffer.alloc(24) }, { B: Buffer.alloc(16) }];

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
          const holder = shareOf(ticket)?.assignee.id;
          const touched = untouchedSince(ticket) === undefined;
          const waits = queue
            ? [queue, 'sort']
            : holder && !touched
              ? [UNTOUCHED, expect.any(String)]
              : [undefined, undefined];
          expect([item.queueKey?.S, item.queueSort?.S]).toEqual(waits);
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

  it('costs one write unit on the plain path, and so does every event', () => {
    const sizes = plainPath().flatMap(({ ticket, events }) => [
      [
        'head',
        ticket.phase,
        sizeOfItem({
          ...headItem(ticket, 'P1#2026-11-22T04:15:00.000Z#tkt_01KJXT2PT0R0CQPJWJ1EDC3WRT'),
          seal: SEAL,
        }),
      ],
      ...events.map((event) => [
        event.type,
        ticket.phase,
        sizeOfItem({ ...eventItem(event, ticket, { wakes: true, silent: true }), seal: SEAL, salt: SALT }),
      ]),
    ]);
    expect(sizes.filter(([, , size]) => Number(size) > 1024)).toEqual([]);
  });
});

describe('an event', () => {
  it('comes back as it went, with the clocks that it changed', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const { ticket, events } of decisions(steps))
          for (const event of events) expect(eventOf(eventItem(event, ticket, { wakes: false }))).toEqual(event);
      }),
      { numRuns: 60 },
    );
  });
});
