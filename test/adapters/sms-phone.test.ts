import { describe, expect, it } from 'vitest';
import { e164Of, mainlandOf } from '../../adapters/sms/phone.ts';
import fc from '../support/properties.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const mobile = fc.tuple(fc.integer({ min: 3, max: 9 }), digits(9)).map(([second, rest]) => `1${second}${rest}`);

describe('phone numbers', () => {
  it.each([
    ['13800138000', '+8613800138000'],
    ['138 0013 8000', '+8613800138000'],
    ['138-0013-8000', '+8613800138000'],
    ['＋８６ １３８００１３８０００', '+8613800138000'],
    ['008613800138000', '+8613800138000'],
    ['8613800138000', '+8613800138000'],
    ['(+86) 138 0013 8000', '+8613800138000'],
    ['+852 9123 4567', '+85291234567'],
    ['00852 9123 4567', '+85291234567'],
    ['+1 (415) 555-0132', '+14155550132'],
  ])('%s is %s', (written, expected) => {
    expect(e164Of(written)).toBe(expected);
  });

  it.each([
    '',
    '+',
    '10086',
    '010-65529988',
    '+86 10 6552 9988',
    '12800138000',
    '1380013800',
    '+86138001380001',
    '91234567',
    '+0123456789',
    '+1234567890123456',
    '138O0138000',
    '13800138000,13900139000',
    '+86+13800138000',
  ])('refuses %j', (written) => {
    expect(e164Of(written)).toBeUndefined();
  });

  it('of the mainland are the same number, however they are written, and back again', () => {
    const front = fc.constantFrom('', '+86', '0086', '86', '+86 ', '(+86)');
    const between = fc.constantFrom('', ' ', '-', '.', '－');
    fc.assert(
      fc.property(mobile, front, between, (number, before, gap) => {
        const written = `${before}${number.slice(0, 3)}${gap}${number.slice(3, 7)}${gap}${number.slice(7)}`;
        expect(e164Of(written)).toBe(`+86${number}`);
        expect(mainlandOf(`+86${number}`)).toBe(number);
      }),
    );
  });

  it('are one number of E.164 or none, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789+- ,a８') }), (written) => {
        const found = e164Of(written);
        if (found !== undefined) expect(found).toMatch(/^\+[1-9]\d{6,14}$/);
      }),
    );
    expect(mainlandOf('+85291234567')).toBeUndefined();
  });
});
