/** The amount that a text names. */

import { describe, expect, it } from 'vitest';
import { largestAmount } from '../../../core/domain/escalation/severity.ts';
import fc from '../../support/properties.ts';

describe('the largest amount of a text, in yuan', () => {
  it.each([
    ['¥6,000', 6000],
    ['￥６０００', 6000], // full width
    ['6000元', 6000],
    ['1.2万元', 12_000],
    ['¥3万', 30_000],
    ['RMB 300', 300],
    ['cny300.50', 300.5],
    ['人民币 8000', 8000],
    ['300 yuan', 300],
    ['50块钱', 50],
    ['先付了200元，又付了 ¥1,500，最后退了80块', 1500],
    ['订单 20261122 还没到，打了12315', 0],
    ['$500', 0],
    ['', 0],
  ])('%s: %d', (text, amount) => {
    expect(largestAmount(text)).toBe(amount);
  });

  it('is found whatever is written around it', () => {
    const around = fc.string({ unit: fc.constantFrom('我', '的', '钱', ' ', '，', 'a') });
    fc.assert(
      fc.property(around, around, fc.integer({ min: 1, max: 10_000_000 }), (before, after, yuan) => {
        expect(largestAmount(`${before}${yuan}元${after}`)).toBe(yuan);
        expect(largestAmount(`${before}¥${yuan.toLocaleString('en')}${after}`)).toBe(yuan);
      }),
    );
  });
});
