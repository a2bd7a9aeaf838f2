import { describe, expect, it } from 'vitest';
import { agreementOf } from '../../../core/domain/review/agreement.ts';
import fc from '../../support/properties.ts';

const judged = (bothPass: number, passRework: number, reworkPass: number, bothRework: number) => ({
  ...{ bothPass, passRework, reworkPass, bothRework },
});

describe("Cohen's kappa", () => {
  it.each([
    // Wikipedia, "Cohen's kappa", Simple example: 50 grant proposals, two readers; po 0.7, pe 0.5.
    ['50 grant proposals', judged(20, 5, 10, 15), 0.7, 0.4],
    // The same article, "Same percentages but different numbers": 100 items each, po 0.6 both times.
    ['the same share, first', judged(45, 15, 25, 15), 0.6, 0.1304],
    ['the same share, second', judged(25, 35, 5, 35), 0.6, 0.2593],
    // easycalculation.com, "Cohen's Kappa Index": 20 patients, two doctors; po 0.7, pe 0.62.
    ['20 patients', judged(12, 2, 4, 2), 0.7, 0.2105],
  ])('of %s is what is published', (_, counts, observed, kappa) => {
    const agreement = agreementOf(counts);
    expect(agreement?.observed).toBeCloseTo(observed, 10);
    expect(agreement?.kappa).toBeCloseTo(kappa, 4);
  });

  it('is 1 where both always say the same, and unknown where both say one word all along', () => {
    expect(agreementOf(judged(7, 0, 0, 3))).toEqual({ n: 10, observed: 1, kappa: 1 });
    expect(agreementOf(judged(7, 0, 0, 0))).toEqual({ n: 7, observed: 1 });
    expect(agreementOf(judged(0, 0, 0, 0))).toBeUndefined();
  });

  it('is at most 1, and the same whoever of the two comes first', () => {
    const count = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const one = agreementOf(judged(a, b, c, d));
        const other = agreementOf(judged(a, c, b, d));
        expect(other?.kappa ?? 0).toBeCloseTo(one?.kappa ?? 0, 10);
        expect(one?.kappa ?? 0).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});
