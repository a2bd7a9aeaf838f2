import { describe, expect, it } from 'vitest';
import { classify, isThanks, languageOf } from '../../core/domain/classify.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { Priority } from '../../core/domain/vocabulary.ts';
import fc from '../support/properties.ts';
import { policy } from './desk.ts';

const found = (text: string, hint?: string, under: Policy = policy) => classify(text, hint, under);

describe('the category of a sentence', () => {
  it.each([
    ['我的快递到哪了，单号SF1234567', 'logistics-query'],
    ['Where is my parcel? The tracking link shows nothing', 'logistics-query'],
    ['都一周了还没收到货，到底什么时候能送', 'delivery-delay'],
    ['My order still hasn’t arrived, it was due last Friday', 'delivery-delay'],
    ['打开箱子发现杯子全碎了', 'lost-or-damaged'],
    ['The screen arrived cracked and one item is missing', 'lost-or-damaged'],
    ['退款申请三天了钱还没退', 'refund'],
    ['I want my money back', 'refund'],
    ['衣服太大了想换一件小一码的', 'return-exchange'],
    ['How do I return this? It doesn’t fit', 'return-exchange'],
    ['同一笔订单扣了两次，多收了我58块', 'fee-dispute'],
    ['I was charged twice for one order', 'fee-dispute'],
    ['一直提示支付失败，换了微信支付也付不了款', 'payment-failure'],
    ['Checkout says my card was declined', 'payment-failure'],
    ['麻烦补开一张增值税专用发票，税号发你们', 'invoice'],
    ['Please send me the invoice with our VAT number', 'invoice'],
    ['账号登不上，验证码也收不到', 'account'],
    ['I forgot my password and the account is locked', 'account'],
    ['满减优惠券为什么用不了', 'promotion'],
    ['The promo code does not work', 'promotion'],
    ['请问这款吹风机的功率是多少，有现货吗', 'product-question'],
    ['Is this compatible with the 2024 model?', 'product-question'],
    ['地址填错了，帮我改一下地址', 'order-change'],
    ['Please cancel my order, I ordered it by mistake', 'order-change'],
    ['你们客服态度恶劣还挂我电话，我要投诉', 'complaint'],
    ['The agent was rude and hung up on me', 'complaint'],
  ])('%s → %s', (text, category) => {
    expect(found(text)).toMatchObject({ category, classifiedBy: 'keyword' });
  });

  it("the channel's own word wins, when the policy knows it", () => {
    expect(found('我要退款', 'invoice')).toMatchObject({
      category: 'invoice',
      classifiedBy: 'channel',
      queue: 'payments',
    });
    expect(found('我要退款', 'nonsense')).toMatchObject({ category: 'refund', classifiedBy: 'keyword' });
  });

  it('is the default when nothing hits', () => {
    expect(found('。。。')).toEqual({
      category: 'product-question',
      classifiedBy: 'default',
      priority: 'P3',
      queue: 'presale',
    });
  });

  it('does not depend on case, width, apostrophes or line breaks', () => {
    for (const text of ['MY CARD WAS DECLINED', 'ｍｙ ｃａｒｄ ｗａｓ ｄｅｃｌｉｎｅｄ', 'my card\n was  declined'])
      expect(found(text).category).toBe('payment-failure');
    expect(found('it doesn’t fit').category).toBe(found("it doesn't fit").category);
  });

  it('takes English words as whole words, with their usual endings', () => {
    expect(found('chocolate').classifiedBy).toBe('default');
    expect(found('two refunds').category).toBe('refund');
    expect(found('refunded').category).toBe('refund');
    expect(found('refundable').classifiedBy).toBe('default');
  });

  it('answers any text with names of the policy', () => {
    const [categories, queues] = [policy.categories.map(({ name }) => name), policy.queues.map(({ name }) => name)];
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { category, queue } = found(text);
        expect(categories).toContain(category);
        expect(queues).toContain(queue);
      }),
    );
  });
});

describe('the priority of a sentence', () => {
  it.each<readonly [string, Priority]>([
    ['订单超时未派送', 'P1'],
    ['订单已经超时了还没派送，怎么回事', 'P1'],
    ['超过48小时没人派件', 'P1'],
    ['过了预计送达时间还没送到', 'P1'],
    ['My delivery is overdue and has not been dispatched', 'P1'],
    ['充电宝充电的时候冒烟了', 'P0'],
    ['The charger caught fire last night', 'P0'],
    ['整个商城打不开，所有用户都下不了单', 'P0'],
    ['The whole site is down, nobody can pay', 'P0'],
    ['再不处理我就打12315，让律师联系你们', 'P1'],
    ['I will take legal action and sue you', 'P1'],
    ['不解决我就发到抖音曝光', 'P1'],
    ['忍无可忍，叫你们经理来', 'P1'],
    ['我的账号被盗刷了两千块', 'P1'],
    ['还没发货，慢慢来', 'P2'],
    ['Any issue with my refund?', 'P2'],
    ['想开发票', 'P3'],
    ['这款加湿器会冒热气吗', 'P3'],
  ])('%s → %s', (text, priority) => {
    expect(found(text).priority).toBe(priority);
  });

  it('a rule may hold for one category alone, and the first that hits counts', () => {
    const rules: Policy['priorityRules'] = [
      { anyOf: ['急'], category: 'invoice', priority: 'P1' },
      { anyOf: ['急'], priority: 'P2' },
    ];
    const under = { ...policy, priorityRules: rules };
    expect(found('急', 'invoice', under).priority).toBe('P1');
    expect(found('急', 'account', under).priority).toBe('P2');
    expect(found('不忙', 'invoice', under).priority).toBe('P3');
  });
});

it.each([
  ['我的快递呢', 'zh'],
  ['iPhone 15 Pro Max 还没到', 'zh'],
  ['Where is my order?', 'en'],
  ['My order from 京东 has not arrived yet', 'en'],
  ['12345', 'en'],
  ['', 'en'],
] as const)('the language to answer %s in is %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});

describe('thanks', () => {
  it.each([
    '谢谢',
    '谢谢你们！',
    '好的，辛苦了～',
    '收到，谢谢🙏',
    'Thanks!',
    'OK, thank you so much :)',
    'ＯＫ',
    '👍👍',
    '已经解决了，非常感谢',
  ])('%s is nothing but thanks', (text) => {
    expect(isThanks(text, policy.closing.thanks)).toBe(true);
  });
  it.each([
    '谢谢，但是还没收到',
    '不好',
    '没解决',
    '???',
    '好的？',
    '！！！',
    '😡',
    '谢谢😡',
    'thanks for nothing',
    'not ok',
    '不满意',
    '',
    '客服',
  ])('%s is more, or something else', (text) => {
    expect(isThanks(text, policy.closing.thanks)).toBe(false);
  });
});
