/** Amounts of money in a text. */
import type { Extracted } from './extracted.ts';
import { NUMERAL, numeralOf } from './numerals.ts';

const PLAIN = '[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]{1,2})?|[0-9]{1,12}(?:\\.[0-9]{1,4})?';
const SIGNS: readonly (readonly [currency: string, RegExp])[] = [
  ['CNY', /^(?:[¥￥]|RMB|CNY|人民币|元|块|圆|yuan)/i],
  ['USD', /^(?:US\$|USD|\$|＄|美元|美金|美刀|刀|dollars?)/i],
  ['HKD', /^(?:HK\$|HKD|港币|港元)/i],
  ['EUR', /^(?:€|EUR|欧元|euros?)/i],
  ['GBP', /^(?:£|￡|GBP|英镑|pounds?)/i],
  ['JPY', /^(?:JPY|日元|日币|円)/i],
  ['TWD', /^(?:NT\$|TWD|新?台币)/i],
];
const currencyOf = (sign: string): string => SIGNS.find(([, form]) => form.test(sign))?.[0] ?? 'CNY';

const UNIT =
  '元|圆|块|人民币|RMB|CNY|yuan|美元|美金|USD|dollars?|港币|港元|HKD|欧元|EUR|euros?|英镑|GBP|pounds?|日元|日币|JPY|新?台币|TWD';
const NUMBER = `(?:${PLAIN})\\s?[十百千万亿]{0,2}|[${NUMERAL}]{1,16}`;
/** Not within a longer number, nor within a word such as 万一. */
const START = `(?<![0-9A-Za-z.,${NUMERAL}-])`;

const BEFORE = new RegExp(
  `(?<![A-Za-z])(US\\$|HK\\$|NT\\$|[¥￥$＄€£￡]|RMB|CNY|USD|HKD|EUR|人民币)\\s?(${PLAIN})(\\s?[百千万亿]|k(?![a-z]))?(?![0-9])`,
  'gi',
);
const AFTER = new RegExp(
  `${START}(${NUMBER})[多余来几]?\\s?(${UNIT})(?![旦宵件素气首器宝级状区头茬])(钱)?(?:([0-9${NUMERAL}])(?![0-9个件次天位只张号${NUMERAL}])[角毛]?(?:([0-9${NUMERAL}])分)?)?`,
  'gi',
);
/** What money is spoken of with, right before a number without a unit. */
const SPOKEN = new RegExp(
  `(?:金额|退款|赔偿|赔付|补偿|价格|价钱|运费|费用|实付|支付|付款|花费|合计|共计|总价|售价|差价|押金|货款)(?:金额)?(?:了|是|为|共|要求)?\\s?[:：]?\\s?(${PLAIN})(?![0-9.,-]|\\s?[十百千万亿元块圆%％天号月日年个件次单小时分位折倍/])`,
  'g',
);

export const amountsIn = (text: string): Extracted[] => [
  ...[...text.matchAll(BEFORE)].flatMap(({ 0: whole, 1: sign, 2: number, 3: unit, index }) =>
    amount(index, whole, moneyOf(number!, unit), currencyOf(sign!), 0.95),
  ),
  ...[...text.matchAll(AFTER)].flatMap(({ 0: whole, 1: number, 2: unit, 3: money, 4: tenth, 5: cent, index }) => {
    const value = moneyOf(number!);
    if (value === undefined) return [];
    const whatever = value + (digit(tenth) ?? 0) / 10 + (digit(cent) ?? 0) / 100;
    return amount(
      index,
      whole.trimEnd(),
      whatever,
      currencyOf(unit!),
      surenessOf(text, index, whole, { unit: unit!, money }),
    );
  }),
  ...[...text.matchAll(SPOKEN)].flatMap(({ 0: whole, 1: number, index }) =>
    amount(index + whole.length - number!.length, number!, moneyOf(number!), 'CNY', 0.7),
  ),
];

const digit = (letter: string | undefined): number | undefined =>
  letter === undefined ? undefined : numeralOf(letter);

const moneyOf = (number: string, unit = ''): number | undefined => {
  const plain = number.replace(/[,\s]/g, '');
  const times = unit.trim().toLowerCase();
  return times === 'k' ? Number(plain) * 1000 : numeralOf(`${plain}${times}`);
};

/** 块 counts pieces as well: 三块蛋糕, 一块去. */
const surenessOf = (
  text: string,
  index: number,
  whole: string,
  said: { unit: string; money: string | undefined },
): number => {
  if (said.unit !== '块' || said.money !== undefined) return 0.95;
  if (/^[一1]块$/.test(whole)) return 0.3;
  return /^(?:[\s，。,.!！?？;；、）)]|$|[的了左右多给吧以还赔退运])/u.test(text.slice(index + whole.length))
    ? 0.85
    : 0.35;
};

/** Surer than this, or it is not told. */
const LEAST = 0.4;

const amount = (
  start: number,
  whole: string,
  value: number | undefined,
  currency: string,
  confidence: number,
): Extracted[] =>
  value === undefined || !Number.isFinite(value) || confidence < LEAST
    ? []
    : [
        {
          kind: 'amount',
          value: `${Math.round(value * 100) / 100}`,
          currency,
          at: [start, start + whole.length],
          confidence,
        },
      ];
