import { describe, expect, it } from 'vitest';
import { foldedPhone, isSameCustomer, isSameMail } from '../../core/domain/same-customer.ts';
import fc from '../support/properties.ts';

const by = (known: { id?: string; phone?: string; email?: string }) => ({ customer: { id: 'c-1', ...known } });

describe('one phone', () => {
  it.each([
    ['13800138000', '+86 138 0013 8000'],
    ['13800138000', '008613800138000'],
    ['13800138000', '86-138-0013-8000'],
    ['13800138000', '１３８００１３８０００'],
    ['010-65529988', '+86 10 6552 9988'],
    ['010-65529988', '0086(010)65529988'],
    ['+1 (415) 555-0100', '1 415 555 0100'],
  ])('%s is %s', (one, other) => {
    expect(foldedPhone(one)).toBe(foldedPhone(other));
    expect(isSameCustomer(by({ phone: one }), by({ id: 'c-2', phone: other }))).toBe(true);
  });

  it.each([
    ['13800138000', '13800138001'],
    ['010-65529988', '021-65529988'],
    ['8613800138', '13800138'], // no mobile: 86 may belong to it
    ['+44 20 1380 0138 000', '13800138000'], // its last digits are another one's
    ['n/a', '-'],
  ])('%s is not %s', (one, other) => {
    expect(isSameCustomer(by({ phone: one }), by({ id: 'c-2', phone: other }))).toBe(false);
  });

  it('stays the same however it is written', () => {
    const mobile = fc.stringMatching(/^1[3-9][0-9]{9}$/);
    const before = fc.constantFrom('', '+86', '0086', '86', '+86 ', '0086-');
    const between = fc.constantFrom('', ' ', '-');
    fc.assert(
      fc.property(mobile, before, between, (digits, code, gap) => {
        const written = `${code}${digits.slice(0, 3)}${gap}${digits.slice(3, 7)}${gap}${digits.slice(7)}`;
        expect(foldedPhone(written)).toBe(digits);
      }),
    );
  });
});

describe('one customer', () => {
  it('is known by the id, or the mail address whatever its letters', () => {
    expect(isSameCustomer(by({}), by({ phone: '13800138000' }))).toBe(true);
    expect(isSameCustomer(by({ email: 'Wang@Example.com ' }), by({ id: 'c-2', email: 'wang@example.com' }))).toBe(true);
  });

  it('is nobody who has said nothing', () => {
    expect(isSameCustomer(by({ phone: 'n/a', email: '' }), by({ id: 'c-2' }))).toBe(false);
    expect(isSameCustomer(by({}), by({ id: 'c-2' }))).toBe(false);
    expect(isSameMail({}, {})).toBe(false);
  });
});
