import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isBankCard, isCardShaped, isEmail, isIdCard, isIpv4, isPhone } from '../../core/domain/privacy/checks.ts';
import { judgePersonalData } from '../conformance/personal-data.ts';
import fc from '../support/properties.ts';
import { bankCard, email, idCard, mobile } from './personal-texts.ts';

describe('a value is checked as', () => {
  it.each([
    ['a phone', isPhone, ['13812345678', '+86 138-1234-5678', '008613812345678', '138 1234 5678']],
    [
      'an identity number',
      isIdCard,
      [
        '110101199003078531',
        '51343620000320711X',
        '51343620000320711x',
        '130503670401001',
        '81000019980902013X',
        'P174468(6)',
        'A123456（3）',
        'B221690311',
        'A123456789',
      ],
    ],
    ['a bank card', isBankCard, ['6222021234567890128', '6222 0212 3456 7890 128', '4111111111111111']],
    ['an e-mail address', isEmail, ['a@b.cn', 'first.last+tag@mail.example.com', 'A_1@QQ.COM']],
    ['a network address', isIpv4, ['0.0.0.0', '192.168.1.100', '255.255.255.255']],
  ])('%s', (_what, check, values) => expect(values.filter((value) => !check(value))).toEqual([]));

  it.each([
    [
      'a phone',
      isPhone,
      ['12812345678', '1381234567', '138123456789', '23812345678', '138a12345678', '', '订单13812345678'],
    ],
    [
      'an identity number',
      isIdCard,
      [
        '110101199003078532',
        '110101199013078531',
        '110101199002308531',
        '001010199003078531',
        '11010119900307853',
        '990101199003078531',
        'P174468(7)',
        'B221690312',
        'P174468(7)',
        'B221690312',
      ],
    ],
    [
      'a bank card',
      isBankCard,
      ['6222021234567890127', '1111111111111111', '0000000000000', '411111111111', '62220212345678901281'],
    ],
    [
      'an e-mail address',
      isEmail,
      ['@b.cn', 'a@', 'a@b', 'a..b@c.cn', 'a@b..cn', 'a@-b.cn', 'a b@c.cn', `${'a'.repeat(65)}@b.cn`, 'a@b.c'],
    ],
    ['a network address', isIpv4, ['256.1.1.1', '1.2.3', '01.2.3.4', '1.2.3.4.5', 'a.b.c.d']],
  ])('refuses what is not %s', (_what, check, values) => expect(values.filter(check)).toEqual([]));

  it('whatever has the right check digit passes, and with another one fails', () => {
    const another = (digit: string): string => `${(Number(digit) + 1) % 10}`;
    fc.assert(
      fc.property(idCard, bankCard, mobile, email, (id, card, phone, address) => {
        expect([isIdCard(id), isBankCard(card), isCardShaped(card), isPhone(phone), isEmail(address)]).not.toContain(
          false,
        );
        if (!id.endsWith('X')) expect(isIdCard(id.slice(0, 17) + another(id[17]!))).toBe(false);
        expect(isBankCard(card.slice(0, -1) + another(card.at(-1)!))).toBe(false);
      }),
    );
  });
});

const CASES = new URL('../../../shared/conformance/pii-zh.jsonl', import.meta.url);
if (!existsSync(CASES)) console.log(`pii-zh.jsonl: skipped, there is no ${CASES.pathname}`);

describe('personal data', () => {
  it.skipIf(!existsSync(CASES))('agrees with every recorded case', () => {
    const rows = readFileSync(CASES, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    expect(rows.length).toBeGreaterThan(0);
    const verdicts = rows.map((row) => [row.id, judgePersonalData(row)] as const);
    expect(verdicts.filter(([, { kind }]) => kind !== 'agree')).toEqual([]);
  });
});
