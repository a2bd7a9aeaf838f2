/** Whatever has happened to two tickets: merged and unmerged, both are what they were. */

import { describe, expect, it } from 'vitest';
import { type Decision, decide, openTicket } from '../../core/domain/decide.ts';
import type { Recorded } from '../../core/domain/events.ts';
import { evolve } from '../../core/domain/evolve.ts';
import { isRefusal } from '../../core/domain/refusals.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { addMs } from '../../core/domain/time.ts';
import { decideAll, type TicketCommand } from '../../core/usecases/change-ticket.ts';
import fc from '../support/properties.ts';
import { life } from '../unit/anything.ts';
import { chief, clockwork, context, MINUTE, OPEN, policy, START, shop } from '../unit/desk.ts';
import { live } from '../unit/lives.ts';

const RUNS = { numRuns: 300 };
const SURVIVOR = { id: 'tkt_survivor', code: 'SURVIVOR' } as const;
const OPENED: ReadonlySet<Ticket['phase']> = new Set(['queued', 'handling', 'paused', 'onHold']);

const folded = (events: readonly Recorded[]): Ticket | undefined =>
  events.reduce<Ticket | undefined>(evolve, undefined);
const lastOf = (events: readonly Recorded[]): string => events.at(-1)?.time ?? '';
const must = (decision: Decision | { refused: string; detail: string }): Decision => {
  if (isRefusal(decision)) throw new Error(`${decision.refused}: ${decision.detail}`);
  return decision as Decision;
};
const given = (ticket: Ticket, command: TicketCommand, now: string): Decision =>
  must(decide(ticket, command, context(chief, now)));

/** Another ticket of the same customer, opened at the same time, that has lived as well. */
const survivorOf = (now: string): Ticket =>
  openTicket({ ...OPEN, ...SURVIVOR, uniqueId: 'r-survivor' }, context(shop, now)).ticket;

const scene = fc.record({ steps: life, waitMs: fc.integer({ min: 0, max: 80 * 60 * MINUTE }), texts: fc.nat(2) });

describe('a ticket that is given back', () => {
  it('has the fields, the clocks and the thread that it had, and the events tell the same', () => {
    let tried = 0;
    fc.assert(
      fc.property(scene, ({ steps, waitMs, texts }) => {
        const lived = live(steps);
        // What its clocks owed is written down before anything else is decided.
        const now = lastOf(lived.events);
        const owed = must(
          decideAll(lived.ticket, OPENED.has(lived.ticket.phase) ? [{ type: 'advance' }] : [], context(clockwork, now)),
        );
        const { ticket } = owed;
        fc.pre(OPENED.has(ticket.phase));
        tried += 1;
        const merged = given(ticket, { type: 'merge', into: SURVIVOR }, now);
        const later = addMs(now, waitMs);
        expect(must(decide(merged.ticket, { type: 'advance' }, context(clockwork, later))).events).toEqual([]);
        const messages = Array.from({ length: texts }, (_, n) => ({ text: `第 ${n} 条` }));
        const back = given(merged.ticket, { type: 'unmerge', messages: [] }, later);
        expect({ ...back.ticket, version: 0 }).toEqual({ ...ticket, version: 0 });
        const heard = given(merged.ticket, { type: 'unmerge', messages }, later);
        for (const end of [back, heard])
          expect(folded([...lived.events, ...owed.events, ...merged.events, ...end.events])).toEqual(end.ticket);
        expect(heard.events.filter(({ type }) => type === 'ticket.customer-replied')).toHaveLength(texts);
      }),
      RUNS,
    );
    console.info(`given back: ${tried} of ${RUNS.numRuns} lives ended open`);
    expect(tried).toBeGreaterThan(RUNS.numRuns / 10);
  });
});

describe('the ticket that had absorbed it', () => {
  it('has the orders, tags, fields and the customer that it had, whatever was done to it in between', () => {
    fc.assert(
      fc.property(scene, life, ({ steps, waitMs }, more) => {
        const other = live(steps);
        fc.pre(OPENED.has(other.ticket.phase));
        const now = lastOf(other.events);
        const before = survivorOf(now);
        const brings = { tags: ['vip'], orders: ['E9'], fields: { amount: { value: 5, from: 'person' } } } as const;
        const absorbed = given(before, { type: 'absorb', other: { ...other.ticket, ...brings } }, now);
        expect(absorbed.ticket).toMatchObject({
          ...{ tags: [...before.tags, 'vip'], orders: [...before.orders, 'E9'] },
          fields: { amount: { value: 5 } },
        });
        let { ticket } = absorbed;
        let at = now;
        for (const step of more) {
          at = addMs(at, step.afterMs);
          const result = decide(ticket, step.command, context(step.actor, at));
          if (!isRefusal(result)) ticket = result.ticket;
        }
        fc.pre(ticket.phase !== 'archived');
        const released = given(
          ticket,
          { type: 'release', ticket: { id: other.ticket.id, code: other.ticket.code } },
          addMs(at, waitMs),
        );
        const { orders, tags, absorbed: left } = released.ticket;
        expect({ orders, tags, left }).toEqual({ orders: before.orders, tags: before.tags, left: [] });
        expect(released.ticket.fields).not.toHaveProperty('amount');
      }),
      RUNS,
    );
  });

  it('keeps what somebody has filled in again meanwhile', () => {
    const category =
      Object.keys(policy.forms).find((name) => policy.forms[name]?.fields.some(({ type }) => type === 'text')) ?? '';
    const field = policy.forms[category]?.fields.find(({ type }) => type === 'text')?.name ?? '';
    const other = {
      ...survivorOf(START),
      id: 'tkt_other' as const,
      fields: { [field]: { value: '一', from: 'person' as const } },
    };
    const before = { ...survivorOf(START), category };
    const absorbed = given(before, { type: 'absorb', other }, START).ticket;
    expect(absorbed.fields).toMatchObject({ [field]: { value: '一' } });
    const filled = evolve(absorbed, {
      ...{ type: 'ticket.fields-set', data: { fields: { [field]: '二' } }, id: `${before.id}.${absorbed.version + 1}` },
      ...{ version: 1, time: START, ticketId: before.id, seq: absorbed.version + 1 },
      ...{ actor: { kind: 'agent', id: 'agt_lin' }, correlation: 'test' },
    });
    const released = given(filled, { type: 'release', ticket: { id: 'tkt_other', code: 'OTHER' } }, START).ticket;
    expect(released.fields).toMatchObject({ [field]: { value: '二' } });
  });
});
