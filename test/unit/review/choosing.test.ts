import { describe, expect, it } from 'vitest';
import { chooseReviewers, deskDay, givenOn, type Reviewer } from '../../../core/domain/review/choosing.ts';
import type { AgentId } from '../../../core/domain/vocabulary.ts';
import fc from '../../support/properties.ts';

const TODAY = '2026-11-22';
const reviewer = (name: string, given: number, day = TODAY): Reviewer => ({
  ...{ id: `agt_${name}` as AgentId, team: 'quality', leave: [], given, day },
});
const wanted = { not: ['agt_lin'], day: TODAY, quota: 3, seed: 'tkt_1', twice: false };

describe('the reviewer of a resolution', () => {
  it('is who was given fewest today; what they were given before does not count', () => {
    expect(chooseReviewers([reviewer('a', 2), reviewer('b', 1), reviewer('c', 2)], wanted)).toEqual({
      reviewer: 'agt_b',
    });
    expect(chooseReviewers([reviewer('a', 1), reviewer('b', 3, '2026-11-21')], wanted)).toEqual({ reviewer: 'agt_b' });
  });

  it('is never who did the work, however little they were given', () => {
    const there = [reviewer('lin', 0), reviewer('a', 2)];
    expect(chooseReviewers(there, wanted)).toEqual({ reviewer: 'agt_a' });
    // Only they could do it: it waits for somebody else, which is no lack of room.
    expect(chooseReviewers([reviewer('lin', 0)], wanted)).toEqual({});
    expect(chooseReviewers([], wanted)).toEqual({});
  });

  it('is nobody once all have what they may have', () => {
    expect(chooseReviewers([reviewer('a', 3), reviewer('b', 4)], wanted)).toEqual({ full: true });
  });

  it('has another one beside them where two are to look at it, if anybody has room', () => {
    const there = [reviewer('a', 0), reviewer('b', 1), reviewer('c', 2)];
    expect(chooseReviewers(there, { ...wanted, twice: true })).toEqual({ reviewer: 'agt_a', second: 'agt_b' });
    expect(chooseReviewers([reviewer('a', 0), reviewer('b', 3)], { ...wanted, twice: true })).toEqual({
      reviewer: 'agt_a',
    });
  });

  it('whatever comes, is within the quota; and the work is even among those who may do it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 10 }),
        fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 80 }),
        (count, quota, work) => {
          const given = new Map<string, number>(Array.from({ length: count }, (_, n) => [`agt_${n}`, 0]));
          let unnamed = 0;
          for (const [at, of] of work.entries()) {
            const there = [...given].map(([id, n]) => reviewer(id.slice(4), n));
            const choice = chooseReviewers(there, { ...wanted, not: [`agt_${of}`], quota, seed: `tkt_${at}` });
            if (choice.reviewer === undefined) unnamed += 1;
            else {
              expect(choice.reviewer).not.toBe(`agt_${of}`);
              given.set(choice.reviewer, (given.get(choice.reviewer) ?? 0) + 1);
            }
          }
          const counts = [...given.values()];
          expect(Math.max(...counts)).toBeLessThanOrEqual(quota);
          expect(counts.reduce((sum, n) => sum + n, 0) + unnamed).toBe(work.length);
        },
      ),
    );
  });

  it('of equals is another one for another ticket, the same one for the same', () => {
    const there = [reviewer('a', 0), reviewer('b', 0), reviewer('c', 0)];
    const chosen = Array.from(
      { length: 30 },
      (_, n) => chooseReviewers(there, { ...wanted, seed: `tkt_${n}` }).reviewer,
    );
    expect(new Set(chosen).size).toBe(3);
    expect(chosen).toEqual(
      Array.from(
        { length: 30 },
        (_, n) => chooseReviewers(there.toReversed(), { ...wanted, seed: `tkt_${n}` }).reviewer,
      ),
    );
  });
});

it('the day of the desk begins at midnight in Shanghai', () => {
  expect([deskDay('2026-11-22T15:59:59.999Z'), deskDay('2026-11-22T16:00:00.000Z')]).toEqual([TODAY, '2026-11-23']);
  expect([givenOn({ day: TODAY, given: 4 }, TODAY), givenOn({ day: TODAY, given: 4 }, '2026-11-23')]).toEqual([4, 0]);
});
