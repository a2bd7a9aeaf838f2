import { describe, expect, it } from 'vitest';
import { addMs } from '../../core/domain/time.ts';
import { afterOutcomes, type Breaker, CLOSED, isHopeless, stateOf } from '../../core/domain/webhooks/breaker.ts';
import { judge, type Outcome, PAUSES_S } from '../../core/domain/webhooks/delivery.ts';
import type { ThinEvent } from '../../core/domain/webhooks/thin-event.ts';
import { matches, matchesType, rotated, signing } from '../../core/domain/webhooks/webhook.ts';
import fc from '../support/properties.ts';

const NOW = '2026-03-02T01:00:00.000Z';
const HOUR_MS = 3_600_000;
const FAILED: Outcome = { status: 500, ms: 1 };
const TAKEN: Outcome = { status: 204, ms: 1 };

describe('a pattern of types', () => {
  it.each([
    ['*', 'ticket.opened', true],
    ['ticket.*', 'ticket.opened', true],
    ['ticket.opened', 'ticket.opened', true],
    ['ticket.opened', 'ticket.opened-again', false],
    ['ticket.sub-*', 'ticket.split', false],
    ['*.opened', 'ticket.opened', true],
    ['t*t.*ed', 'ticket.opened', true],
    ['ticket.*opened*opened', 'ticket.opened', false],
    ['*a*a', 'a', false],
    ['', 'ticket.opened', false],
  ])('%s and %s: %s', (pattern, type, expected) => expect(matchesType(pattern, type)).toBe(expected));

  it('says the same as an expression would', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 6 });
    fc.assert(
      fc.property(pattern, letters, (wild, type) => {
        const expression = new RegExp(`^${wild.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
        expect(matchesType(wild, type)).toBe(expression.test(type));
      }),
      { numRuns: 3000 },
    );
  });

  it('is one of the conditions, beside category and queue', () => {
    const event = { type: 'ticket.opened', category: 'refund', queue: 'aftersales' } as ThinEvent;
    const all = { events: ['*'], categories: [], queues: [] };
    expect(matches(all, event)).toBe(true);
    expect(matches({ ...all, events: [] }, event)).toBe(false);
    expect(matches({ ...all, categories: ['refund'], queues: ['aftersales'] }, event)).toBe(true);
    expect(matches({ ...all, categories: ['presale'] }, event)).toBe(false);
    expect(matches({ ...all, categories: ['refund'], queues: ['presale'] }, event)).toBe(false);
  });
});

describe('a delivery', () => {
  it('is tried ten times within three to four days, however the dice fall', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 10, maxLength: 10 }),
        (dice) => {
          let at = NOW;
          for (const [attempts, random] of dice.entries()) {
            const judged = judge(attempts, FAILED, at, random);
            if (attempts === PAUSES_S.length) {
              expect(judged).toEqual({ state: 'failed' });
              break;
            }
            if (judged.state !== 'waiting') throw new Error(judged.state);
            at = judged.dueAt;
          }
          const hours = (Date.parse(at) - Date.parse(NOW)) / HOUR_MS;
          expect(hours).toBeGreaterThanOrEqual(75);
          expect(hours).toBeLessThanOrEqual(91);
        },
      ),
    );
  });

  it.each<[Outcome, string]>([
    [TAKEN, 'delivered'],
    [{ status: 200, ms: 1 }, 'delivered'],
    [{ status: 301, ms: 1 }, 'waiting'],
    [{ status: 404, ms: 1 }, 'waiting'],
    [{ fault: 'timeout', ms: 10_000 }, 'waiting'],
  ])('%j: %s', (outcome, state) => expect(judge(0, outcome, NOW, 0).state).toBe(state));

  it('waits longer when it is asked to, and a day at the most', () => {
    const asked = (retryAfterS: number) => judge(0, { status: 503, retryAfterS, ms: 1 }, NOW, 0);
    expect(asked(1)).toEqual({ state: 'waiting', dueAt: addMs(NOW, 5_000) });
    expect(asked(60)).toEqual({ state: 'waiting', dueAt: addMs(NOW, 60_000) });
    expect(asked(1e9)).toEqual({ state: 'waiting', dueAt: addMs(NOW, 24 * HOUR_MS) });
  });
});

describe('a breaker', () => {
  const failing = (count: number, from: Breaker = CLOSED, at = NOW) =>
    afterOutcomes(from, Array(count).fill(FAILED), at);

  it('opens at the tenth failure in a row, half opens after a minute, then after two, up to an hour', () => {
    expect(stateOf(failing(9), NOW)).toBe('closed');
    let breaker = failing(1, failing(9));
    let at = NOW;
    const pauses: number[] = [];
    for (let probe = 0; probe < 9; probe += 1) {
      expect(stateOf(breaker, at)).toBe('open');
      const until = breaker.closedTo as string;
      pauses.push((Date.parse(until) - Date.parse(at)) / 60_000);
      at = until;
      expect(stateOf(breaker, at)).toBe('halfOpen');
      breaker = failing(1, breaker, at);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    expect(afterOutcomes(breaker, [TAKEN], at)).toEqual(CLOSED);
  });

  it('counts failures in a row: one success begins anew', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(FAILED, TAKEN), { maxLength: 40 }), (outcomes) => {
        let row = 0;
        for (const outcome of outcomes) row = outcome === TAKEN ? 0 : row + 1;
        const breaker = afterOutcomes(CLOSED, outcomes, NOW);
        expect(breaker.failures).toBe(row);
        expect(stateOf(breaker, NOW)).toBe(row >= 10 ? 'open' : 'closed');
      }),
    );
  });

  it('closes for as long as the receiver asks, and is then as it was', () => {
    const asked = afterOutcomes(CLOSED, [{ status: 429, retryAfterS: 30, ms: 1 }, FAILED], NOW);
    expect(stateOf(asked, addMs(NOW, 29_000))).toBe('open');
    expect(stateOf(asked, addMs(NOW, 30_000))).toBe('closed');
  });

  it('is hopeless after five days of nothing else', () => {
    const first = failing(10);
    expect(isHopeless(failing(1, first, addMs(NOW, 119 * HOUR_MS)), addMs(NOW, 119 * HOUR_MS))).toBe(false);
    expect(isHopeless(failing(1, first, addMs(NOW, 120 * HOUR_MS)), addMs(NOW, 120 * HOUR_MS))).toBe(true);
    expect(isHopeless(failing(1), addMs(NOW, 999 * HOUR_MS))).toBe(false);
  });
});

describe('secrets', () => {
  it('are two for a day after a change, and never three', () => {
    const one = rotated([], 'a', NOW);
    const two = rotated(one, 'b', NOW);
    const three = rotated(two, 'c', addMs(NOW, HOUR_MS));
    const names = (secrets: typeof one, hours: number) =>
      signing(secrets, addMs(NOW, hours * HOUR_MS)).map(({ name }) => name);
    expect([names(one, 999), names(two, 23), names(two, 24), names(three, 2)]).toEqual([
      ['a'],
      ['b', 'a'],
      ['b'],
      ['c', 'b'],
    ]);
  });
});
