import { describe, expect, it } from 'vitest';
import { onePriorityHigher, repeatedOf, servedBy } from '../../../core/domain/routing/repeats.ts';
import type { Ticket } from '../../../core/domain/ticket.ts';
import { PRIORITIES } from '../../../core/domain/vocabulary.ts';
import { at, held, policy, queued, resolved, START } from './desk.ts';

const DAY = 24 * 60;
const now = queued({ id: 'tkt_now', category: 'refund', orders: ['E1', 'E2'] });
const repeated = (...tickets: Ticket[]) => repeatedOf(now, tickets, START, policy)?.id;
const earlier = (over: Parameters<typeof queued>[0], solved = -DAY) =>
  resolved('agt_lin', at(solved), { id: 'tkt_before', openedAt: at(-30 * DAY), ...over });

describe('a repeat complaint', () => {
  it.each([
    ['of the same category', { category: 'refund' }],
    ['of the same order, in another category', { category: 'invoice', orders: ['E2'] }],
  ])('%s', (_, over) => {
    expect(repeated(earlier(over))).toBe('tkt_before');
  });

  it.each([
    ['of another matter', { category: 'invoice', orders: ['E3'] }],
    ['without an order', { category: 'invoice' }],
    ['of somebody else on the same order', { customer: { id: 'cus_2', tier: 'vip' }, orders: ['E1'] } as const],
  ])('is not one %s', (_, over) => {
    expect(repeated(earlier(over))).toBeUndefined();
  });

  it('comes within seven days of the solution, however long ago it began', () => {
    expect(repeated(earlier({ category: 'refund' }, -7 * DAY))).toBe('tkt_before');
    expect(repeated(earlier({ category: 'refund' }, -7 * DAY - 1))).toBeUndefined();
  });

  it('comes within seven days of the beginning of one that is still open', () => {
    const open = (openedAt: number) => held('agt_lin', { id: 'tkt_open', category: 'refund', openedAt: at(openedAt) });
    expect(repeated(open(-7 * DAY))).toBe('tkt_open');
    expect(repeated(open(-8 * DAY))).toBeUndefined();
  });

  it('is of the latest one that fits', () => {
    const [first, second] = [
      earlier({ id: 'tkt_a', category: 'refund' }),
      earlier({ id: 'tkt_b', category: 'refund' }),
    ];
    expect(repeated(earlier({ id: 'tkt_x', category: 'invoice' }), first, second)).toBe('tkt_a');
  });

  it('names who had it, unless nobody did', () => {
    expect(repeatedOf(now, [earlier({ category: 'refund' })], START, policy)).toEqual({
      id: 'tkt_before',
      agent: 'agt_lin',
    });
    const waiting = queued({ id: 'tkt_w', category: 'refund' });
    expect(repeatedOf(now, [waiting], START, policy)).toEqual({ id: 'tkt_w' });
  });
});

describe('what becomes of it', () => {
  it('one priority higher, P0 stays', () => {
    expect(PRIORITIES.map(onePriorityHigher)).toEqual(['P0', 'P0', 'P1', 'P2']);
  });
});

describe('who served a customer before', () => {
  it('each once, the latest first, at most three', () => {
    const by = (...ids: string[]) => servedBy(ids.map((id) => held(`agt_${id}`)));
    expect(by('lin', 'wang', 'lin', 'zhou', 'he')).toEqual(['agt_lin', 'agt_wang', 'agt_zhou']);
    expect(servedBy([queued(), held('agt_lin')])).toEqual(['agt_lin']);
    expect(by()).toEqual([]);
  });
});
