import { describe, expect, it } from 'vitest';
import { extract } from '../../core/domain/extraction/extract.ts';
import { numeralOf } from '../../core/domain/extraction/numerals.ts';
import fc from '../support/properties.ts';
import { textWithPersonalData } from './personal-texts.ts';

/** A Sunday at noon in China. */
const WHEN = { now: '2026-11-22T04:00:00.000Z', zone: '+08:00' };

const told = (text: string): readonly string[] =>
  extract(text, WHEN).map((fact) => {
    const { kind, value } = fact;
    const more = fact.kind === 'trackingNumber' ? fact.carrier : fact.kind === 'amount' ? fact.currency : undefined;
    return more === undefined ? `${kind} ${value}` : `${kind} ${value} ${more}`;
  });

describe('of a parcel it reads number and carrier', () => {
  it.each([
    ['运单SF1381234567890到哪了', 'SF1381234567890', 'SF'],
    ['sf 1381 2345 67890', 'SF1381234567890', 'SF'],
    ['ＳＦ１３８１２３４５６７８９０', 'SF1381234567890', 'SF'],
    ['顺丰 123456789012 没到', '123456789012', 'SF'],
    ['快递单号YT8888138001380', 'YT8888138001380', 'YTO'],
    ['中通 78123456789012', '78123456789012', 'ZTO'],
    ['申通快递 773138123456789', '773138123456789', 'STO'],
    ['韵达单号431234567890123', '431234567890123', 'YD'],
    ['京东快递JDVA12345678901-1-3-', 'JDVA12345678901-1-3', 'JD'],
    ['EMS EE123456785CN', 'EE123456785CN', 'EMS'],
    ['邮政的单号是 9876543210987', '9876543210987', 'EMS'],
    ['单号 773138123456789', '773138123456789', 'STO'],
  ])('%s', (text, number, carrier) => expect(told(text)).toEqual([`trackingNumber ${number} ${carrier}`]));

  it('the carrier that is named decides between numbers that look alike', () => {
    expect(told('圆通单号 612345678901')).toEqual(['trackingNumber 612345678901 YTO']);
    expect(told('中通单号 612345678901')).toEqual(['trackingNumber 612345678901 ZTO']);
  });

  it('knows no post that fails its check digit', () => expect(told('EE123456780CN')).toEqual([]));
});

describe('of an order it reads the number', () => {
  it.each([
    ['订单E20261118004217昨', 'E20261118004217'],
    ['2026112200017 这单', '2026112200017'],
    ['订单号：123456789012', '123456789012'],
    ['拼多多 261118-123456789012345', '261118-123456789012345'],
    ['亚马逊 111-1234567-1234567', '111-1234567-1234567'],
    ['ORD-2026-0001', 'ORD-2026-0001'],
    ['my order 4711-0815', '4711-0815'],
  ])('%s', (text, number) => expect(told(text)).toEqual([`orderNumber ${number}`]));

  it('and that of each in a list', () =>
    expect(told('订单号：13812345678、13812345679')).toEqual(['orderNumber 13812345678', 'orderNumber 13812345679']));
});

describe('a number is one thing only', () => {
  it.each([
    [
      '订单 2026112200017 运单SF1381234567890，电话13812345678',
      ['orderNumber 2026112200017', 'trackingNumber SF1381234567890 SF', 'phone 13812345678'],
    ],
    ['身份证110101199003078531，卡号6222021234567890128，QQ 123456789', []],
    [
      '我的手机是+86 138-0013-8000，座机010-87654321，香港+852 9123 4567',
      ['phone 13800138000', 'phone 01087654321', 'phone +85291234567'],
    ],
    ['电话一三八零零一三八零零零', ['phone 13800138000']],
    ['型号 20261122000179，工号 123456', []],
    ['住3号楼2单元501', []],
  ])('%s', (text, facts) => expect(told(text)).toEqual(facts));
});

describe('of money it reads amount and currency', () => {
  it.each([
    ['退我六千元', '6000 CNY'],
    ['￥1,299.50', '1299.5 CNY'],
    ['退款三千五百块', '3500 CNY'],
    ['三千五块钱', '3500 CNY'],
    ['运费12块5', '12.5 CNY'],
    ['一百二十块五毛', '120.5 CNY'],
    ['12元5角8分', '12.58 CNY'],
    ['一共1.2万元', '12000 CNY'],
    ['赔我两万多元', '20000 CNY'],
    ['人民币贰佰元', '200 CNY'],
    ['US$99.9', '99.9 USD'],
    ['100美元', '100 USD'],
    ['HK$50', '50 HKD'],
    ['€20', '20 EUR'],
    ['赔偿200。', '200 CNY'],
    ['金额：199元', '199 CNY'],
  ])('%s', (text, amount) => expect(told(text)).toEqual([`amount ${amount}`]));

  it.each(['我们一块去', '三块蛋糕', '万一', '一个元旦', '优惠20%', '退款3天', '13天8小时'])('none in %s', (text) =>
    expect(told(text).filter((fact) => fact.startsWith('amount'))).toEqual([]),
  );
});

describe('of days, on a Sunday, it reads the date', () => {
  it.each([
    ['2026-11-18下单', '2026-11-18'],
    ['2026/11/18 10:00', '2026-11-18'],
    ['2026年3月1日', '2026-03-01'],
    ['二〇二六年十一月二十日', '2026-11-20'],
    ['26年3月1号', '2026-03-01'],
    ['11月20日签收', '2026-11-20'],
    ['十一月二十日', '2026-11-20'],
    ['1月5日', '2027-01-05'],
    ['20号寄出', '2026-11-20'],
    ['30号', '2026-11-30'],
    ['昨天', '2026-11-21'],
    ['前天', '2026-11-20'],
    ['大前天', '2026-11-19'],
    ['大后天', '2026-11-25'],
    ['3天前', '2026-11-19'],
    ['两周后', '2026-12-06'],
    ['周五下的单', '2026-11-20'],
    ['周三之前必须到', '2026-11-25'],
    ['上周五', '2026-11-13'],
    ['下周一', '2026-11-23'],
    ['这周日', '2026-11-22'],
    ['on Nov 18, 2026', '2026-11-18'],
    ['18 November', '2026-11-18'],
    ['last Friday', '2026-11-13'],
    ['yesterday', '2026-11-21'],
    ['5 days ago', '2026-11-17'],
  ])('%s', (text, date) => expect(told(text)).toEqual([`date ${date}`]));

  it.each(['2026-02-30', '13月1日', '20号楼', '2号线', '每周五', '第三天后', '周一到周五', '11月20个'])(
    'none in %s',
    (text) => expect(told(text)).toEqual([]),
  );

  it('as the clocks of the zone show', () => {
    const atNight = { now: '2026-11-22T20:00:00.000Z', zone: 'Asia/Shanghai' };
    expect(extract('今天', atNight)[0]).toMatchObject({ value: '2026-11-23' });
    expect(extract('今天', { ...atNight, zone: '+00:00' })[0]).toMatchObject({ value: '2026-11-22' });
  });

  it('none without knowing when', () => expect(extract('昨天 11月20日')).toEqual([]));
});

describe('numerals', () => {
  it.each([
    ['六千', 6000],
    ['三千五', 3500],
    ['三千零五', 3005],
    ['一百零二', 102],
    ['十二', 12],
    ['二十', 20],
    ['十二万三千', 123000],
    ['一亿', 100_000_000],
    ['壹仟贰佰', 1200],
    ['一二三', 123],
    ['1.2万', 12000],
    ['3千万', 30_000_000],
  ])('%s', (text, value) => expect(numeralOf(text)).toBe(value));

  it.each(['', '万', '一一十', '1.2.3', '元'])('refuses %j', (text) => expect(numeralOf(text)).toBeUndefined());

  it('reads what is written in full', () => {
    const DIGITS = '零一二三四五六七八九';
    const inWords = (value: number): string => {
      const parts = [...`${value}`].map((digit, place, all) => {
        const unit = ['', '十', '百', '千'][all.length - 1 - place]!;
        return digit === '0' ? '零' : `${DIGITS[Number(digit)]}${unit}`;
      });
      return parts
        .join('')
        .replace(/零+/g, '零')
        .replace(/(?<=.)零$/, '');
    };
    fc.assert(fc.property(fc.integer({ min: 1, max: 9999 }), (value) => numeralOf(inWords(value)) === value));
  });
});

describe('facts', () => {
  it('stand apart, in order, where their letters are, each with a confidence', () => {
    const text = fc.array(
      fc.oneof(
        textWithPersonalData,
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('昨天', '六千元', 'SF1381234567890', '11月20日', '￥12.5'),
      ),
    );
    fc.assert(
      fc.property(text, (parts) => {
        const whole = parts.join('');
        let last = 0;
        for (const { at, confidence, value } of extract(whole, WHEN)) {
          expect(at[0]).toBeGreaterThanOrEqual(last);
          expect(at[1] > at[0] && at[1] <= whole.length).toBe(true);
          expect(confidence > 0 && confidence <= 1 && value.length > 0).toBe(true);
          last = at[1];
        }
      }),
    );
  });

  it('say where they stand', () =>
    expect(extract('运单 sf1381234567890，退六千元', WHEN)).toEqual([
      { kind: 'trackingNumber', value: 'SF1381234567890', carrier: 'SF', at: [3, 18], confidence: 0.98 },
      { kind: 'amount', value: '6000', currency: 'CNY', at: [20, 23], confidence: 0.95 },
    ]));
});
