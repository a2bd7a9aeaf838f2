/** Landlines in a text, and numbers of other countries with their plus. */
import type { Digit } from './digits.ts';
import { type Found, foundAt } from './found.ts';
import { labelBefore, speaksOfPhones } from './labels.ts';
import { isExtended, isOpened, isTied, mayBegin, mayEnd, touchesLetters, type Window, windowAt } from './windows.ts';

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
      found.push(foundAt(text, 'landline', [open, end], 0.85));
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
      found.push(foundAt(text, 'landline', [start, end], 0.7));
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
  return (
    /^[34]-(?:[78]|[34]-4)$/.test(groups) &&
    (!isTied(digits, window) || isExtended(digits, { ...window, gaps: new Set() }))
  );
};

const INTERNATIONAL = /(?<![0-9A-Za-z+])\+(?!86)[1-9][0-9]{0,2}(?:[ .-]?\(?[0-9]{1,5}\)?){2,6}(?![0-9A-Za-z])/g;

/** Numbers with a plus and a country code that is not China's: 8 to 15 digits (ITU-T E.164). */
export const foreignPhonesIn = (text: string): Found[] =>
  [...text.matchAll(INTERNATIONAL)].flatMap(({ 0: value, index }) => {
    const count = value.replace(/[^0-9]/g, '').length;
    return count >= 8 && count <= 15 ? [foundAt(text, 'phone', [index, index + value.length], 0.9)] : [];
  });
