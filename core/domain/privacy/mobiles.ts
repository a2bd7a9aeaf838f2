/** Mobile numbers of the mainland in a text, in every disguise. */
import type { Digit } from './digits.ts';
import { type Found, foundAt } from './found.ts';
import { isSaidToBeOrder, labelBefore, speaksOfPhones } from './labels.ts';
import {
  isEven,
  isExtended,
  isOpened,
  isTied,
  mayBegin,
  mayEnd,
  touchesLetters,
  type Window,
  windowAt,
} from './windows.ts';

const MOBILE = /^1[3-9][0-9]{9}$/;
/** How people group the eleven digits. */
const USUAL = new Set(['3-4-4', '3-8', '7-4', '3-3-5', '4-4-3', '4-3-4', '5-6', '6-5', '3-5-3', '4-7']);
const BY_WORD =
  /(?:tel|telephone|phone|mobile|mob|cell|call|contact|sms|wechat|weixin|wx|vx|v|at|to|is|no|number)[-_#]?$/i;

export const mobilesIn = (text: string, digits: readonly Digit[]): Found[] => {
  const found: Found[] = [];
  for (let place = 0; place < digits.length; place += 1) {
    if (digits[place]!.value !== '1') continue;
    const window = windowAt(digits, place, 11);
    if (!window || !MOBILE.test(window.digits)) continue;
    const confidence = mobileConfidence(text, digits, window);
    if (confidence > 0) found.push(foundAt(text, 'phone', [beginOf(text, digits, window), window.end], confidence));
  }
  return found;
};

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
  const tied = country === 0 && isTied(digits, window) && !isExtended(digits, window);
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
