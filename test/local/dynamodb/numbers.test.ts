import { describe, expect, it } from 'vitest';
import { addDecimals, compareDecimals, orderedBytes } from '../../../local/dynamodb/decimal.ts';
import fc from '../../support/properties.ts';

// Up to 24 digits around the point, as plain notation.
const decimal = fc
  .record({
    negative: fc.boolean(),
    whole: fc.bigInt(0n, 10n ** 18n),
    fraction: fc.stringMatching(/^[0-9]{0,6}$/),
  })
  .map(({ negative, whole, fraction }) => {
    const trimmed = fraction.replace(/0+$/, '');
    const text = trimmed ? `${whole}.${trimmed}` : `${whole}`;
    return negative && /[1-9]/.test(text) ? `-${text}` : text;
  });
// Millionths, to check against.
const units = (text: string): bigint => {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  return BigInt(whole + fraction.padEnd(6, '0')) * (text.startsWith('-') ? -1n : 1n);
};

describe('numbers', () => {
  it('are ordered by their bytes as by their values', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const order = units(a) < units(b) ? -1 : units(a) > units(b) ? 1 : 0;
        expect(Buffer.compare(orderedBytes(a), orderedBytes(b))).toBe(order);
        expect(Math.sign(compareDecimals(a, b))).toBe(order);
      }),
      { numRuns: 500 },
    );
  });

  it('are added and subtracted exactly', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(units(addDecimals(a, b))).toBe(units(a) + units(b));
        expect(units(addDecimals(a, b, -1))).toBe(units(a) - units(b));
      }),
      { numRuns: 500 },
    );
    expect(addDecimals('0.1', '0.2')).toBe('0.3');
    expect(addDecimals('99999999999999999999', '1')).toBe('100000000000000000000');
    expect(addDecimals('5', '5', -1)).toBe('0');
  });

  it('keep their order at the ends of the range', () => {
    const ascending = [
      `-${'9'.repeat(38)}${'0'.repeat(88)}`,
      '-1.5',
      '-1',
      `-0.${'0'.repeat(129)}1`,
      '0',
      `0.${'0'.repeat(129)}1`,
      '1',
      '1.5',
      `${'9'.repeat(38)}${'0'.repeat(88)}`,
    ];
    const bytes = ascending.map(orderedBytes);
    expect([...bytes].sort(Buffer.compare)).toEqual(bytes);
    expect(new Set(bytes.map((each) => each.toString('hex'))).size).toBe(ascending.length);
  });

  it('refuses sums of more than 38 digits', () => {
    expect(() => addDecimals('9'.repeat(38), '0.1')).toThrow('more than 38 significant digits');
  });
});
