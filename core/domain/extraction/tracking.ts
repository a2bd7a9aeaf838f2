/**
 * What waybill numbers of the carriers look like. Sources, all public: the placeholders and rules of the carriers' own tracking pages
 * (sf-express.com, yto.net.cn, zto.com, sto.cn, yundaex.com, jdl.com, ems.com.cn), the samples of kuaidi100.com's automatic
 * recognition, and UPU standard S10 for EMS.
 */
import type { Carrier } from './extracted.ts';

interface Form {
  readonly carrier: Carrier;
  readonly form: RegExp;
  /** Nothing else looks like it. */
  readonly sure: boolean;
}

const FORMS: readonly Form[] = [
  { carrier: 'SF', form: /^SF[0-9]{12,13}$/, sure: true },
  { carrier: 'YTO', form: /^YT[0-9]{13}$/, sure: true },
  { carrier: 'ZTO', form: /^ZTO?[0-9]{12,14}$/, sure: true },
  { carrier: 'STO', form: /^STO?[0-9]{12,13}$/, sure: true },
  { carrier: 'YD', form: /^YD[0-9]{13}$/, sure: true },
  // Parcels of one waybill are numbered: -1-3- is the first of three.
  { carrier: 'JD', form: /^JD[A-Z]{0,3}[0-9]{10,13}(?:-[0-9]{1,3}-[0-9]{1,3}-?)?$/, sure: true },
  // 15 digits since 2019 (STO 77, Yunda 43 and 46); 14 of ZTO; older ones of 12 and 13.
  { carrier: 'STO', form: /^77[0-9]{13}$/, sure: false },
  { carrier: 'YD', form: /^4[36][0-9]{13}$|^(?:1[0-9]|31|39|5[05]|58|66|77|80|88)[0-9]{11}$/, sure: false },
  { carrier: 'ZTO', form: /^7[0-9]{13}$|^(?:6[0-9]|7[0-9]|2[0-9])[0-9]{10}$/, sure: false },
  { carrier: 'STO', form: /^(?:[2-9]68|588|888|55[0-9]|66[0-9]|77[0-9])[0-9]{9,10}$/, sure: false },
  { carrier: 'YTO', form: /^[A-Z][0-9]{9,11}$|^[68][0-9]{9,17}$/, sure: false },
  { carrier: 'SF', form: /^[0-9]{12}$/, sure: false },
  { carrier: 'EMS', form: /^(?:1[0-3]|5[0-2]|9[5-9])[0-9]{11}$/, sure: false },
];
/** How people call them. */
const NAMES: readonly (readonly [Carrier, RegExp])[] = [
  ['SF', /顺丰|顺风|\bsf\b|sf express/gi],
  ['YTO', /圆通|\byto\b/gi],
  ['ZTO', /中通|\bzto\b/gi],
  ['STO', /申通|\bsto\b/gi],
  ['YD', /韵达|\byunda\b/gi],
  ['JD', /京东(?:快递|物流)|\bjdl?\b/gi],
  ['EMS', /邮政|\bems\b/gi],
];

/** The carrier that is named last before a number. */
export const carrierNamed = (before: string): Carrier | undefined => {
  let last: { carrier: Carrier; at: number } | undefined;
  for (const [carrier, names] of NAMES)
    for (const { index } of before.matchAll(names)) if (!last || index > last.at) last = { carrier, at: index };
  return last?.carrier;
};

/** Whose waybill it looks like; `named` decides between those whose numbers look alike. */
export const waybillForm = (
  value: string,
  named?: Carrier,
): { readonly carrier: Carrier; readonly sure: boolean } | undefined => {
  if (isPostal(value)) return { carrier: 'EMS', sure: true };
  const forms = FORMS.filter(({ form }) => form.test(value));
  return forms.find(({ carrier }) => carrier === named) ?? forms[0];
};

const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];

/** UPU S10: two letters, eight digits, their check digit, the country. */
const isPostal = (value: string): boolean => {
  const [, digits, check] = /^[A-Z]{2}([0-9]{8})([0-9])[A-Z]{2}$/.exec(value) ?? [];
  if (digits === undefined) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const rest = 11 - (sum % 11);
  return Number(check) === (rest === 10 ? 0 : rest === 11 ? 5 : rest);
};

/** `SF1381234567890` of `sf 1381 2345 67890`. */
export const normalWaybill = (value: string): string => value.replace(/\s/g, '').toUpperCase().replace(/-$/, '');
