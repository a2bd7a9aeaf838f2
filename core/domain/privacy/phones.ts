/** Phone numbers in a text: mobiles of the mainland in every disguise, landlines, numbers of other countries with their plus. */
import type { Digit } from './digits.ts';
import type { Found } from './found.ts';
import { isSaidToBeOrder, labelBefore, speaksOfPhones } from './labels.ts';
import { isEven, isTied, mayBegin, mayEnd, touchesLetters, type Window, windowAt } from './windows.ts';

const MOBILE = /^1[3-9][0-9]{9}$/;
/** How people group the eleven digits. */
const USUAL = new Set(['3-4-4', '3-8', '7-4', '3-3-5', '4-4-3', '4-3-4', '5-6', '6-5', '3-5-3', '4-7']);
const BY_WORD =
  /(?:tel|telephone|phone|mobile|mob|cell|call|contact|sms|wechat|weixin|wx|vx|v|at|to|is|no|number)[-_#]?$/i;

export const phonesIn = (text: string, digits: readonly Digit[]): Found[] => {
  const found: Found[] = [];
  for (let place = 0; place < digits.length; place += 1) {
    if (digits[place]!.value !== '1') continue;
    const window = windowAt(digits, place, 11);
    if (!window || !MOBILE.test(window.digits)) continue;
    const confidence = mobileConfidence(text, digits, window);
    if (confidence > 0) found.push(phone(text, beginOf(text, digits, window), window.end, confidence));
  }
  return found;
};

const phone = (text: string, start: number, end: number, confidence: number): Found => ({
  type: 'phone',
  value: text.slice(start, end),
  at: [start, end],
  confidence,
});

/** Digits of a country code right before a window: 86 or 0086. */
const countryDigits = (digits: readonly Digit[], from: number): number => {
  const read = (count: number): string =>
    digits
      .slice(Math.max(0, from - count), from)
      .map(({ value }) => value)
      .join('');
  const near = (count: number) =>
    digits.slice(from - count + 1, from + 1).every(({ gap }) => gap === 'none' || gap === 'thin') &&
    mayBegin(digits, from - count);
  if (from >= 4 && read(4) === '0086' && near(4)) return 4;
  return from >= 2 && read(2) === '86' && near(2) ? 2 : 0;
};

/** With its country code and the bracket that is closed in it. */
const beginOf = (text: string, digits: readonly Digit[], { from, start, end }: Window): number => {
  const code = countryDigits(digits, from);
  if (code === 0) return isOpened(text, start, end) ? start - 1 : start;
  const first = digits[from - code]!.start;
  const plus = /[+＋]/.test(text[first - 1] ?? '') ? first - 1 : first;
  return isOpened(text, plus, start) ? plus - 1 : plus;
};

/** A bracket before a place closes between it and another one. */
const isOpened = (text: string, start: number, end: number): boolean =>
  /[(（]/.test(text[start - 1] ?? '') && /[)）]/.test(text.slice(start, end));

const mobileConfidence = (text: string, digits: readonly Digit[], window: Window): number => {
  const { from, to, groups, gaps, letters, start } = window;
  const country = countryDigits(digits, from);
  const isHan = digits.slice(from, to).every(({ script }) => script === 'han');
  const begins = country > 0 || mayBegin(digits, from) || isTrunk(digits, from);
  const ends = mayEnd(digits, to);
  // Chinese digits are words as well: one of them may stand on either side.
  const isWordBefore = digits[from]!.script === 'han';
  const isWordAfter = digits[to - 1]!.script === 'han';
  if (!(begins && ends) && !(begins && isWordAfter) && !(ends && isWordBefore)) return 0;
  if (letters > 0 && (letters > 8 || 11 - letters < 3)) return 0;
  const first = digits[from - (country || (isTrunk(digits, from) ? 1 : 0))]!;
  const label = labelBefore(text, first.start, 11);
  if (label === 'order' || isSaidToBeOrder(text, window.end)) return 0;
  const labelled = label === 'phone' || speaksOfPhones(text, start);
  const touches = touchesLetters(text, { ...window, start: first.start });
  const word = text.slice(Math.max(0, first.start - 12), first.start).replace(/^.*[^A-Za-z_#-]/, '');
  if ((touches.before && !BY_WORD.test(word)) || (touches.after && !labelled)) return 0;
  const tied = country === 0 && isTied(digits, window) && !isExtension(digits, window);
  if (gaps.size === 0) return tied && !labelled ? 0 : letters > 0 || isHan ? 0.85 : 0.95;
  if (tied && !labelled) return 0;
  if (gaps.has('loose')) return labelled && USUAL.has(groups) ? 0.6 : 0;
  if (gaps.has('words')) return labelled || USUAL.has(groups) ? 0.7 : 0;
  if (!gaps.has('thin')) return 0.8;
  return thinConfidence(window, text.slice(start, window.end), labelled);
};

const thinConfidence = ({ groups, separators }: Window, text: string, labelled: boolean): number => {
  if (labelled) return groups === '3-4-4' || groups === '3-8' ? 0.9 : 0.7;
  const marks = [...separators].join('');
  // 199、1299、1599 are prices.
  if (/[、;；:：]/.test(marks) && !isSingles(groups)) return 0;
  if (groups === '3-4-4' || groups === '3-8') return /[,，] /.test(text) ? 0 : 0.85;
  if (isSingles(groups)) return 0.7;
  return separators.size === 1 && !/[,，+/]/.test(marks) && (USUAL.has(groups) || isEven(groups)) ? 0.8 : 0;
};

const isSingles = (groups: string): boolean => /^1(?:-1)+$/.test(groups);

/** A 0 dialled before a mobile, as one did once. */
const isTrunk = (digits: readonly Digit[], from: number): boolean =>
  from > 0 && digits[from - 1]!.value === '0' && mayBegin(digits, from - 1);

/** `13800138000-1234`: a number and its extension. */
const isExtension = (digits: readonly Digit[], { from, to, gaps }: Window): boolean => {
  if (gaps.size > 0 || (from > 0 && isSign(digits[from]!)) || digits[to] === undefined) return false;
  let length = 1;
  while (digits[to + length]?.gap === 'none') length += 1;
  return length <= 4 && digits[to + length]?.gap !== 'thin';
};

const isSign = ({ gap, between }: Digit): boolean => gap === 'thin' && between.trim() !== '';

const AREA = /^(?:010|02[0-9])[1-9][0-9]{7}$|^0[3-9][0-9]{2}[1-9][0-9]{6,7}$/;

export const landlinesIn = (text: string, digits: readonly Digit[]): Found[] => {
  const found: Found[] = [];
  for (let place = 0; place < digits.length; place += 1) {
    if (digits[place]!.value !== '0' || !mayBegin(digits, place)) continue;
    for (const length of [12, 11, 10]) {
      const window = windowAt(digits, place, length);
      if (!window || !AREA.test(window.digits) || !mayEnd(digits, place + length) || !isLandline(text, digits, window))
        continue;
      const { start, end } = window;
      const open = isOpened(text, start, end) ? start - 1 : start;
      found.push({ type: 'landline', value: text.slice(open, end), at: [open, end], confidence: 0.85 });
      break;
    }
  }
  return found;
};

/** Seven or eight digits without an area code, where a word says that they are a phone's. */
export const localPhonesIn = (text: string, digits: readonly Digit[]): Found[] => {
  const found: Found[] = [];
  for (let place = 0; place < digits.length; place += 1) {
    if (!mayBegin(digits, place) || !/[2-8]/.test(digits[place]!.value)) continue;
    for (const length of [8, 7]) {
      const window = mayEnd(digits, place + length) ? windowAt(digits, place, length) : undefined;
      if (!window || window.letters > 0 || !/^(?:8|7|4-4|3-4)$/.test(window.groups) || window.gaps.has('turn'))
        continue;
      const { start, end } = window;
      if (!SAID_LOCAL.test(text.slice(Math.max(0, start - 14), start))) continue;
      const { after } = touchesLetters(text, window);
      if (after || isTied(digits, window) || /^[元块.%％:：年]/.test(text.slice(end))) continue;
      found.push({ type: 'landline', value: text.slice(start, end), at: [start, end], confidence: 0.7 });
      break;
    }
  }
  return found;
};
const SAID_LOCAL = /(?:座机|固话|固定电话|电话|传真|\b(?:tel|phone|fax))(?:号码|号)?(?:是|为)?[\s:：.]{0,2}$/iu;

const isLandline = (text: string, digits: readonly Digit[], window: Window): boolean => {
  const { start, groups, gaps, letters } = window;
  const label = labelBefore(text, start, window.digits.length);
  const touches = touchesLetters(text, window);
  if (label === 'order' || letters > 0 || touches.before || touches.after) return false;
  if (gaps.has('loose') || gaps.has('words')) return false;
  if (label === 'phone' || speaksOfPhones(text, start)) return true;
  return /^[34]-(?:[78]|[34]-4)$/.test(groups) && (!isTied(digits, window) || hasExtension(digits, window));
};

const hasExtension = (digits: readonly Digit[], window: Window): boolean =>
  isExtension(digits, { ...window, gaps: new Set() });

const INTERNATIONAL = /(?<![0-9A-Za-z+])\+(?!86)[1-9][0-9]{0,2}(?:[ .-]?\(?[0-9]{1,5}\)?){2,6}(?![0-9A-Za-z])/g;

/** Numbers with a plus and a country code that is not China's: 8 to 15 digits (ITU-T E.164). */
export const foreignPhonesIn = (text: string): Found[] =>
  [...text.matchAll(INTERNATIONAL)].flatMap(({ 0: value, index }) => {
    const count = value.replace(/[^0-9]/g, '').length;
    return count >= 8 && count <= 15 ? [phone(text, index, index + value.length, 0.9)] : [];
  });
