import { describe, expect, it } from 'vitest';
import type { ScoreItem, Scores } from '../../../core/domain/review/review.ts';
import { checkScores, scorecardOf, scoreOf } from '../../../core/domain/review/scoring.ts';
import fc from '../../support/properties.ts';
import { policy } from '../desk.ts';

const item = (name: string, weight: number, critical = false): ScoreItem => ({
  ...{ name, weight, critical },
  title: { zh: name, en: name },
});
const CARD = [item('solution', 4, true), item('tone', 2), item('record', 2)];
const points = (...given: readonly (0 | 1 | 2 | 3 | 4)[]): Scores =>
  Object.fromEntries(CARD.map(({ name }, at) => [name, { points: given[at] ?? 0 }]));

describe('the score', () => {
  it.each([
    [points(4, 4, 4), 100, false],
    [points(4, 0, 0), 50, false],
    [points(2, 4, 0), 50, false],
    [points(3, 1, 2), 56, false],
    // Without the critical item nothing else counts.
    [points(1, 4, 4), 0, true],
    [points(0, 4, 4), 0, true],
  ])('of %j is %i', (scores, score, criticalFailed) => {
    expect(scoreOf(CARD, scores)).toEqual({ score, criticalFailed });
  });

  it('of a card without items is nothing to complain of', () => {
    expect(scoreOf([], {})).toEqual({ score: 100, criticalFailed: false });
  });

  const anyPoints = fc.constantFrom(0, 1, 2, 3, 4) as fc.Arbitrary<0 | 1 | 2 | 3 | 4>;
  it('is 0 to 100, and no less for a point more', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.boolean(), anyPoints), { minLength: 1, maxLength: 8 }),
        fc.nat(),
        (items, which) => {
          const card = items.map(([weight, critical], at) => item(`i${at}`, weight, critical));
          const scores = Object.fromEntries(items.map(([, , given], at) => [`i${at}`, { points: given }]));
          const [name, before] = Object.entries(scores)[which % items.length]!;
          const better = { ...scores, [name]: { points: Math.min(4, before.points + 1) as 4 } };
          const [one, more] = [scoreOf(card, scores).score, scoreOf(card, better).score];
          expect(one).toBeGreaterThanOrEqual(0);
          expect(more).toBeLessThanOrEqual(100);
          expect(more).toBeGreaterThanOrEqual(one);
        },
      ),
    );
  });
});

describe('the scores of a card', () => {
  it('are those of all its items', () => expect(checkScores(CARD, points(0, 0, 0))).toEqual([]));

  it('refuses those that leave an item out, or name another one, and says which', () => {
    const problems = checkScores(CARD, { tone: { points: 4 }, record: { points: 4 }, style: { points: 4 } });
    expect(problems.map(({ field, code }) => `${field} ${code}`)).toEqual(['solution missing', 'style unknown-field']);
    expect(problems[0]).toMatchObject({ zh: 'solution：请打分（0 到 4）', en: 'solution: give it 0 to 4 points' });
  });
});

describe('the card of a category', () => {
  it('is its own, else the default one, else none', () => {
    expect(scorecardOf(policy, 'refund')[0]?.name).toBe('amount');
    expect(scorecardOf(policy, 'invoice')[0]?.name).toBe('solution');
    expect(scorecardOf({ review: { ...policy.review, scorecards: {} } }, 'refund')).toEqual([]);
    expect(scorecardOf(policy, 'constructor')[0]?.name).toBe('solution');
  });

  it('that the desk comes with has critical items and names in both languages', () => {
    for (const card of Object.values(policy.review.scorecards)) {
      expect(card.length).toBeGreaterThanOrEqual(5);
      expect(card.filter(({ critical }) => critical).length).toBeGreaterThanOrEqual(1);
      expect(card.every(({ title }) => /\p{Script=Han}/u.test(title.zh) && /[a-z]/.test(title.en))).toBe(true);
    }
  });
});
