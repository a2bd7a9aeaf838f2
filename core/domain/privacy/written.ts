/** What is known by its form alone: e-mail and network addresses, plates, passports and accounts where they are called so. */
import { isEmail, isIdCard, isIpv4 } from './checks.ts';
import type { Folded } from './fold.ts';
import type { Found, Personal } from './found.ts';

/** Top level domains that make an address of what is written with words or spaces. */
const TOP = 'com|cn|net|org|edu|gov|io|co|me|info|cc|top|xyz|hk|tw|jp|de|uk|us|eu|vip|tech|site|online|test|example';
const AT = String.raw`(?:\s{0,2}[@﹫Ⓐⓐ]\s{0,2}|[#＃]|\s{0,2}[\[({<（【]\s?(?:at|@|艾特)\s?[\])}>）】]\s{0,2}|\s{0,2}(?:艾特|小老鼠|圈a|#@#)\s{0,2}|\s{1,2}at\s{1,2})`;
const DOT = String.raw`(?:\.|。|点|\s{1,2}\.\s{1,2}|\s{0,2}[\[({<（【]\s?(?:dot|\.|点)\s?[\])}>）】]\s{0,2}|\s{1,2}dot\s{1,2})`;
const LOCAL = '[A-Za-z0-9_%+-][A-Za-z0-9._%+-]{0,63}';
const LABEL = '[A-Za-z0-9][A-Za-z0-9-]{0,62}';
const EMAIL = new RegExp(`(?<![A-Za-z0-9._%+-])${LOCAL}@${LABEL}(?:\\.${LABEL}){0,4}\\.[A-Za-z]{2,24}`, 'g');
/** Here every part may be disguised, so that only a known end makes an address of it. */
const DISGUISED_EMAIL = new RegExp(
  `(?<![A-Za-z0-9._%+-])${LOCAL}(?:${DOT}[A-Za-z0-9_-]{1,30}){0,2}${AT}${LABEL}(?:${DOT}${LABEL}){0,3}${DOT}(?:${TOP})(?![A-Za-z0-9])`,
  'gi',
);

const IPV4 = /(?<![0-9A-Za-z.-])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9A-Za-z]|\.[0-9])/g;
const VERSION = /(?:版本|固件|系统|第|章节|version|ver|v)\s?(?:号|是|为)?\s?[:：]?\s?$/i;
const IPV6 =
  /(?<![0-9A-Za-z:])(?:(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|(?:[0-9A-Fa-f]{1,4}:){1,6}(?::[0-9A-Fa-f]{1,4}){1,6})(?![0-9A-Za-z:])/g;
const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][\s·•.-]?(?=[A-Z]{0,3}[0-9])[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])/g;
const PASSPORT =
  /(?<=(?:护照|通行证|回乡证|台胞证|passport)(?:号码|号|编号| ?number| ?no\.?)?\s?(?:是|为|is)?\s?[:：#]?\s?)(?:[A-Z]{1,2}[0-9]{7,10}|[0-9]{8,9})(?![A-Za-z0-9])/gi;
/** Of Hong Kong and Taiwan; the check digit tells them from other codes. */
const OTHER_ID =
  /(?<![0-9A-Za-z])[A-Z]{1,2}[0-9]{6}(?:\([0-9A]\)|（[0-9A]）|[0-9A])(?![0-9A-Za-z])|(?<![0-9A-Za-z])[A-Z][1289][0-9]{8}(?![0-9A-Za-z])/g;
const SAYS_ID = /(?:身份证|身份證|证件|身分證|ID card|HKID)[^0-9A-Za-z]{0,6}$/i;
const ACCOUNT =
  /(?<=(?:微信|(?<![0-9A-Za-z_-])(?:QQ|wechat|weixin)|扣扣|企鹅|支付宝|旺旺)(?:号码|号|账号|帐号|ID| ?id)?\s?(?:是|为)?\s?[:：]?\s?)(?:[A-Za-z][A-Za-z0-9_-]{5,19}|[1-9][0-9]{4,10})(?![A-Za-z0-9_@-])/gi;

/** All of them in a text, in no order. */
export const writtenIn = ({ text, place }: Folded, original: string): Found[] => {
  const all = (type: Personal, pattern: RegExp, confidence: number, holds: (value: string, index: number) => boolean) =>
    [...text.matchAll(pattern)].flatMap(({ 0: value, index }): Found[] => {
      if (!holds(value, index)) return [];
      const [start, end] = place(index, index + value.length);
      return [{ type, value: original.slice(start, end), at: [start, end], confidence }];
    });
  const hasDigit = (value: string) => /[0-9]/.test(value);
  const emails = text.includes('@') ? all('email', EMAIL, 0.98, isEmail) : [];
  const seen = new Set(emails.map(({ at }) => at[0]));
  return [
    ...emails,
    ...all('email', DISGUISED_EMAIL, 0.85, () => true).filter(({ at }) => !seen.has(at[0])),
    ...all(
      'ip',
      IPV4,
      0.9,
      (value, index) => isIpv4(value) && !VERSION.test(text.slice(Math.max(0, index - 10), index)),
    ),
    ...all('ip', IPV6, 0.85, (value) => value.includes('::') || value.split(':').length === 8),
    ...all(
      'idCard',
      OTHER_ID,
      0.9,
      (value, index) => isIdCard(value) && SAYS_ID.test(text.slice(Math.max(0, index - 16), index)),
    ),
    ...all('plate', PLATE, 0.85, hasDigit),
    ...all('passport', PASSPORT, 0.9, hasDigit),
    ...all('account', ACCOUNT, 0.8, (value) => !/^1[3-9][0-9]{9}$/.test(value)),
  ];
};
