import { describe, expect, it } from 'vitest';
import { findPersonalData } from '../../core/domain/privacy/detect.ts';
import { maskCustomer, maskEmail, maskName, maskPhone, maskText } from '../../core/domain/privacy/mask.ts';
import { maskData } from '../../core/domain/privacy/mask-data.ts';
import { maskAddress, maskCard, maskIp } from '../../core/domain/privacy/shapes.ts';
import fc from '../support/properties.ts';
import { address, bankCard, email, idCard, mobile, textWithPersonalData } from './personal-texts.ts';

describe('the mask of', () => {
  it.each([
    ['张三', '张*'],
    ['王小明', '王*明'],
    ['欧阳小明', '欧**明'],
    ['John Smith', 'J********h'],
    ['李', '*'],
    ['𠮷野家', '𠮷*家'],
  ])('the name %s', (name, masked) => expect(maskName(name)).toBe(masked));

  it.each([
    ['13812345678', '138****5678'],
    ['138 1234 5678', '138 **** 5678'],
    ['+86 138-1234-5678', '+86 138-****-5678'],
    ['１３８１２３４５６７８', '１３８****５６７８'],
    ['一三八一二三四五六七八', '一三八****五六七八'],
    ['1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣', '1️⃣3️⃣8️⃣****5️⃣6️⃣7️⃣8️⃣'],
    ['010-12345678', '010-****5678'],
    ['87654321', '87****21'],
    ['12345', '*****'],
    ['ask Bob', '*** ***'],
  ])('the phone %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked));

  it.each([
    ['lin@example.com', 'l***@example.com'],
    ['zhangsan (at) qq (dot) com', 'z***'],
    ['nothing', '***'],
  ])('the e-mail %s', (email, masked) => expect(maskEmail(email)).toBe(masked));

  it.each([
    ['北京市海淀区中关村南大街 5 号', '北京市海淀区****'],
    ['浙江省杭州市西湖区文三路478号', '浙江省杭州市西湖区****'],
    ['文三路478号', '****'],
    ['北京市海淀区', '北京市海淀区'],
  ])('the address %s', (address, masked) => expect(maskAddress(address)).toBe(masked));

  it('a network address leaves its network', () => {
    expect(maskIp('192.168.1.100')).toBe('192.168.*.*');
    expect(maskIp('2001:db8::1')).toBe('2001:***');
  });

  it('a card leaves so many at either end, and its groups', () =>
    expect(maskCard('6222 0212 3456 7890 128', 0, 4)).toBe('**** **** **** ***0 128'));

  it.each([
    ['a name', maskName, fc.string({ unit: 'grapheme' })],
    ['a phone', maskPhone, fc.string({ unit: fc.constantFrom(...'0123456789 -+()一三八１３*O') })],
    ['an e-mail', maskEmail, fc.string({ unit: fc.constantFrom(...'ab1@. *z点') })],
    ['an address', maskAddress, fc.string({ unit: fc.constantFrom(...'北京市海淀区路号12 *a') })],
    ['a network address', maskIp, fc.string({ unit: fc.constantFrom(...'0123.:*af') })],
  ] as const)('what is masked of %s is its own mask', (_what, mask, texts) =>
    fc.assert(fc.property(texts, (text) => mask(mask(text)) === mask(text))),
  );
});

describe('a masked text', () => {
  it.each([
    ['打我电话13812345678谢谢', '打我电话138****5678谢谢'],
    ['电话：138-1234-5678。', '电话：138-****-5678。'],
    ['call +44 20 7946 0958 please', 'call +44 20 **** 0958 please'],
    ['座机 010-12345678', '座机 010-****5678'],
    ['写信到zhang.san@mail.example.com吧', '写信到z***@mail.example.com吧'],
    ['身份证110101199003078531', '身份证110*************31'],
    ['工行卡 6222 0212 3456 7890 128', '工行卡 **** **** **** ***0 128'],
    ['收件人：王小明，地址：浙江省杭州市西湖区文三路478号5楼', '收件人：王*明，地址：浙江省杭州市西湖区****'],
    ['订单 20260301001 运单 SF1381234567890 金额 199.00', '订单 20260301001 运单 SF1381234567890 金额 199.00'],
    ['单号 773138123456789012', '单号 773138123456789012'],
  ])('%s', (text, masked) => expect(maskText(text)).toBe(masked));

  it('leaves every text without digits, @, dots and Chinese letters as it is', () => {
    const plain = fc.string({ unit: 'binary' }).filter((text) => !/[\p{N}@.:\p{Script=Han}]|name|[A-Z]/iu.test(text));
    fc.assert(fc.property(plain, (text) => maskText(text) === text));
  });

  it('is its own mask, holds nothing personal, and leaves the letters around', () => {
    fc.assert(
      fc.property(textWithPersonalData, (text) => {
        const masked = maskText(text);
        expect(maskText(masked)).toBe(masked);
        expect(
          findPersonalData(masked).filter(({ value }) => text.includes(value) && maskText(value) !== value),
        ).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('keeps all that stands around a value', () => {
    const around = fc.constantFrom('请打 ', '，谢谢', '。', '（', ' ok ', '😀', '\n', '订单 E20261118004217，');
    const values = fc.oneof(mobile, idCard, bankCard, email, address);
    fc.assert(
      fc.property(around, values, fc.constantFrom('，谢谢', '。', '）', ' ok', '😀', '\n'), (front, value, back) => {
        const masked = maskText(`${front}${value}${back}`);
        expect(masked.startsWith(front) && masked.endsWith(back)).toBe(true);
        expect(masked).not.toContain(value);
      }),
    );
  });
});

describe('masked data of an event', () => {
  it('hides what people wrote and who they are, and leaves ids, enums and numbers of orders', () => {
    const data = {
      subject: '致电 13812345678',
      remarks: 'a@example.com',
      customer: { id: 'c-1', tier: 'gold', name: '张三' },
      level: 2,
      category: 'refund',
      orders: ['13812345678'],
      assignee: { id: 'agt_lin', team: 'care', name: '林晓' },
    };
    expect(maskData(data)).toEqual({
      ...data,
      subject: '致电 138****5678',
      remarks: 'a***@example.com',
      customer: { id: 'c-1', tier: 'gold', name: '张*' },
    });
  });

  it('hides fields by their value and by their name', () => {
    const fields = {
      contactPhone: { value: '13812345678', from: 'person' },
      收件人: { value: '王小明', from: 'person' },
      notes: '请打 13812345678',
      order: '13812345678',
      amount: { value: 199, from: 'text' },
      callback: 13812345678,
      emptied: null,
    };
    expect(maskData({ fields })).toEqual({
      fields: {
        contactPhone: { value: '138****5678', from: 'person' },
        收件人: { value: '王*明', from: 'person' },
        notes: '请打 138****5678',
        order: '13812345678',
        amount: { value: 199, from: 'text' },
        callback: '138****5678',
        emptied: null,
      },
    });
    expect(maskData({ fields: ['phone', 'email'], reason: '核实' })).toEqual({
      fields: ['phone', 'email'],
      reason: '核实',
    });
  });

  it('hides names of files, people from outside and what was found in the text', () => {
    expect(
      maskData({
        attachment: { id: 'att_1', name: '身份证110101199003078531.jpg', size: 3 },
        attachments: ['att_1', 'att_2'],
        party: { id: 'pty_1', kind: 'courier', name: '李小龙', email: 'li@example.com' },
        extracted: [
          { kind: 'phone', value: '13812345678', at: [0, 11], confidence: 0.9 },
          { kind: 'trackingNumber', value: 'SF1381234567890', carrier: 'SF', at: [0, 15], confidence: 0.9 },
        ],
        resolution: { code: 'done', text: '已致电 13812345678' },
      }),
    ).toEqual({
      attachment: { id: 'att_1', name: '身份证110*************31.jpg', size: 3 },
      attachments: ['att_1', 'att_2'],
      party: { id: 'pty_1', kind: 'courier', name: '李*龙', email: 'l***@example.com' },
      extracted: [
        { kind: 'phone', value: '138****5678', at: [0, 11], confidence: 0.9 },
        { kind: 'trackingNumber', value: 'SF1381234567890', carrier: 'SF', at: [0, 15], confidence: 0.9 },
      ],
      resolution: { code: 'done', text: '已致电 138****5678' },
    });
  });

  it('of a customer keeps id and tier', () =>
    expect(
      maskCustomer({ id: 'c-1', tier: 'vip', name: '张三', phone: '13812345678', email: 'z@example.com' }),
    ).toEqual({
      id: 'c-1',
      tier: 'vip',
      name: '张*',
      phone: '138****5678',
      email: 'z***@example.com',
    }));
});

describe('a text that is made to be read again and again', () => {
  it('is no account at its end, and none before that', () => {
    const text = 'QQ'.repeat(5000);
    expect(maskText(text)).toBe(text);
    expect(maskText('我的QQ 123456789，QQ：abcdef12')).not.toMatch(/123456789|abcdef12/);
  });
});
