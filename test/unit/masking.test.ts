import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskData, maskEmail, maskName, maskPhone, maskText } from '../../core/domain/privacy/mask.ts';

describe('masking', () => {
  it.each([
    ['张三', '张*'],
    ['王小明', '王*明'],
    ['欧阳小明', '欧**明'],
    ['John Smith', 'J********h'],
    ['李', '*'],
    ['𠮷野家', '𠮷*家'],
  ])('name %s', (name, masked) => expect(maskName(name)).toBe(masked));

  it.each([
    ['13812345678', '138******78'],
    ['138 1234 5678', '138 **** **78'],
    ['+86 138-1234-5678', '+86 1**-****-**78'],
    ['12345', '*****'],
  ])('phone %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked));

  it.each([
    ['lin@example.com', 'l***@example.com'],
    ['nothing', '***'],
  ])('e-mail %s', (email, masked) => expect(maskEmail(email)).toBe(masked));

  it.each([
    ['打我电话13812345678谢谢', '打我电话138******78谢谢'],
    ['电话：138-1234-5678。', '电话：138-****-**78。'],
    ['call +44 20 7946 0958 please', 'call +44 2* **** **58 please'],
    ['座机 010-12345678', '座机 010-******78'],
    ['写信到zhang.san@mail.example.com吧', '写信到z***@mail.example.com吧'],
    ['身份证11010119900307123X', '身份证110*************3X'],
    ['订单 20260301001 运单 SF1381234567890 金额 199.00', '订单 20260301001 运单 SF1381234567890 金额 199.00'],
    ['单号 773138123456789012', '单号 773138123456789012'],
  ])('text %s', (text, masked) => expect(maskText(text)).toBe(masked));

  it('leaves every text without digits and @ as it is', () => {
    const plain = fc.string({ unit: 'binary' }).filter((text) => !/[0-9@]/.test(text));
    fc.assert(fc.property(plain, (text) => maskText(text) === text));
  });

  it('masks the data of events, and leaves ids and enums', () => {
    const data = {
      subject: '致电 13812345678',
      remarks: 'a@example.com',
      customer: { id: 'c-1', tier: 'gold', name: '张三' },
      level: 2,
      category: 'refund',
      orders: ['13812345678'],
    };
    expect(maskData(data)).toEqual({
      ...data,
      subject: '致电 138******78',
      remarks: 'a***@example.com',
      customer: { id: 'c-1', tier: 'gold', name: '张*' },
    });
  });
});
