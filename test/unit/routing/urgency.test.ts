import { describe, expect, it } from 'vitest';
import { stop } from '../../../core/domain/clocks/running.ts';
import { nextDue, rankOf, urgencyOf } from '../../../core/domain/routing/urgency.ts';
import type { QueuedTicket } from '../../../core/domain/ticket.ts';
import { IMPACTS, PRIORITIES, TIERS } from '../../../core/domain/vocabulary.ts';
import fc from '../../support/properties.ts';
import { at, policy, queued, START } from './desk.ts';

const DAY = 24 * 60;

const ticket = fc
  .record({
    number: fc.nat(999),
    priority: fc.constantFrom(...PRIORITIES),
    opened: fc.integer({ min: -10 * DAY, max: 0 }),
    tier: fc.constantFrom(...TIERS),
    impact: fc.constantFrom(...IMPACTS),
    category: fc.constantFrom('complaint', 'refund', 'gone'),
    urges: fc.nat(9),
    reopens: fc.nat(3),
    level: fc.nat(3),
    isRepeat: fc.boolean(),
    answered: fc.option(fc.nat(2 * DAY)),
  })
  .map(({ number, opened, tier, isRepeat, answered, ...rest }): QueuedTicket => {
    const openedAt = at(opened);
    const waiting = queued({
      ...rest,
      id: `tkt_${number}`,
      openedAt,
      customer: { id: 'cus_1', tier },
      ...(isRepeat && { repeatOf: 'tkt_before' }),
    });
    if (answered === null) return waiting;
    const firstResponse = stop(waiting.clocks.firstResponse, at(opened + answered), policy);
    return { ...waiting, clocks: { ...waiting.clocks, firstResponse } };
  });
const tickets = fc.uniqueArray(ticket, { selector: ({ id }) => id, minLength: 2, maxLength: 12 });

describe('urgency as text', () => {
  it('sorts as the rank does, at any instant', () => {
    fc.assert(
      fc.property(tickets, fc.integer({ min: 0, max: 60 * DAY }), (all, later) => {
        const now = at(later);
        const byText = all.toSorted((a, b) => (urgencyOf(a, policy) < urgencyOf(b, policy) ? -1 : 1));
        const ranks = byText.map((each) => rankOf(each, now, policy));
        expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
      }),
    );
  });

  it('never is the same for two tickets', () => {
    expect(urgencyOf(queued({ id: 'tkt_a' }), policy)).not.toBe(urgencyOf(queued({ id: 'tkt_b' }), policy));
  });
});

describe('the rank', () => {
  it('grows without bound: in the end any P3 comes before a P0 that comes then', () => {
    const p3 = queued({ priority: 'P3' });
    const isAhead = (minutes: number): boolean => {
      const worst = { priority: 'P0', impact: 'many', customer: { id: 'cus_2', tier: 'vip' } } as const;
      return rankOf(p3, at(minutes), policy) > rankOf(queued({ ...worst, openedAt: at(minutes) }), at(minutes), policy);
    };
    expect(isAhead(0)).toBe(false);
    expect(isAhead(DAY)).toBe(false);
    expect(isAhead(2 * DAY)).toBe(true);
    fc.assert(fc.property(fc.integer({ min: 2 * DAY, max: 1000 * DAY }), isAhead));
  });

  const rank = (over: Parameters<typeof queued>[0]) => rankOf(queued(over), START, policy);

  it.each([
    ['a P1 before a P2', { priority: 'P1' }, { priority: 'P2' }],
    ['a P0 before a P1', { priority: 'P0' }, { priority: 'P1' }],
    ['who came first', { openedAt: at(-1) }, {}],
    ['a vip', { customer: { id: 'c', tier: 'vip' } }, { customer: { id: 'c', tier: 'gold' } }],
    ['what many suffer from', { impact: 'many' }, { impact: 'several' }],
    ['who urges', { urges: 1 }, {}],
    ['who complains again', { repeatOf: 'tkt_0' }, {}],
    ['what was reopened', { reopens: 1 }, {}],
    ['what was escalated', { level: 1 }, {}],
    ['a category that is worth more', { category: 'complaint' }, { category: 'refund' }],
  ] as const)('%s', (_, first, second) => {
    expect(rank(first)).toBeGreaterThan(rank(second));
  });

  it('counts an urge as half an hour of waiting, as the policy says', () => {
    expect(rank({ urges: 3 }) - rank({})).toBe(90);
  });
});

describe('the next due time', () => {
  const fresh = queued({ priority: 'P3' });
  const { firstResponse, resolution } = fresh.clocks;

  it('is that of the first answer until it was given, late or not', () => {
    expect(nextDue(fresh)).toBe(firstResponse.dueAt);
    const late = { ...firstResponse, state: 'missed', breachedAt: firstResponse.dueAt } as const;
    expect(nextDue({ clocks: { firstResponse: late, resolution } })).toBe(firstResponse.dueAt);
  });

  it('is that of the resolution afterwards', () => {
    expect(nextDue({ clocks: { firstResponse: stop(firstResponse, at(5), policy), resolution } })).toBe(
      resolution.dueAt,
    );
    expect(nextDue({ clocks: { firstResponse: stop(firstResponse, at(999), policy), resolution } })).toBe(
      resolution.dueAt,
    );
  });

  it('does not go back when a ticket is late', () => {
    const late = { ...firstResponse, state: 'missed', breachedAt: firstResponse.dueAt } as const;
    const now = firstResponse.dueAt;
    expect(rankOf({ ...fresh, clocks: { firstResponse: late, resolution } }, now, policy)).toBe(
      rankOf(fresh, now, policy),
    );
  });
});
