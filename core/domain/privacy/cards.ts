/** Identity and bank card numbers in a text. */
import { hasIdCheck, hasLuhn, isCardShaped, isIdShaped } from './checks.ts';
import type { Digit } from './digits.ts';
import { type Found, foundAt } from './found.ts';
import { isSaidToBeOrder, labelBefore } from './labels.ts';
import { isTied, mayBegin, mayEnd, touchesLetters, type Window, windowAt } from './windows.ts';

/** Digits that are not letters: what has fewer is a word. */
const FEWEST_REAL = 3;

type Judge = (text: string, digits: readonly Digit[], window: Window) => number;

/** Every window of one of these lengths that may stand alone and that a judge gives confidence; of one start the longest. */
const windowsIn = (
  text: string,
  digits: readonly Digit[],
  {
    type,
    lengths,
    judge,
  }: { readonly type: Found['type']; readonly lengths: readonly number[]; readonly judge: Judge },
): Found[] => {
  const found: Found[] = [];
  for (let place = 0; place < digits.length; place += 1) {
    if (!mayBegin(digits, place)) continue;
    for (const length of lengths) {
      const window = mayEnd(digits, place + length) ? windowAt(digits, place, length) : undefined;
      if (!window || window.letters > length - FEWEST_REAL || window.gaps.has('loose')) continue;
      const { before, after } = touchesLetters(text, window);
      const confidence = before || after ? 0 : judge(text, digits, window);
      if (confidence === 0) continue;
      const { start, end } = window;
      found.push(foundAt(text, type, [start, end], confidence));
      break;
    }
  }
  return found;
};

/** The check digit alone proves one, and the word before makes one of what misses it by a digit. */
const judgeIdCard: Judge = (text, digits, window) => {
  const { digits: number, start, gaps } = window;
  if (!isIdShaped(number) || (gaps.size > 0 && isTied(digits, window))) return 0;
  if (number.length === 18 && hasIdCheck(number)) return gaps.size === 0 ? 0.98 : 0.97;
  return labelBefore(text, start, number.length) === 'idCard' ? 0.8 : 0;
};

export const idCardsIn = (text: string, digits: readonly Digit[]): Found[] =>
  windowsIn(text, digits, { type: 'idCard', lengths: [18, 15], judge: judgeIdCard });

/** Debit cards of banks that issued 19 digits before 62 was given out (ICBC, BOC, CCB, and others). */
const OLD_DEBIT = /^(?:9558|4563|4367|6013|5264|6858|9400)[0-9]{15}$/;

/** By four, as on the card, or each digit alone. */
const USUAL = /^4-4-4-[1-4](?:-[1-4])?$|^4-6-[45]$|^6-[0-9]{1,2}$|^4-4-4-7$|^1(?:-1)+$/;

const judgeBankCard: Judge = (text, digits, window) => {
  const { digits: number, start, groups, gaps } = window;
  if (/^(.)\1*$/.test(number) || number.includes('X')) return 0;
  const label = labelBefore(text, start, number.length);
  if (label === 'order' || isSaidToBeOrder(text, window.end) || (label === 'idCard' && isIdShaped(number))) return 0;
  const isGrouped = gaps.has('thin') || gaps.has('words');
  if (isGrouped && label !== 'bankCard' && (!USUAL.test(groups) || isTied(digits, window))) return 0;
  const adds = hasLuhn(number);
  if (label === 'bankCard' && (adds || number.length >= 16)) return adds ? 0.98 : 0.7;
  return adds && (isCardShaped(number) || OLD_DEBIT.test(number)) ? 0.96 : 0;
};

export const bankCardsIn = (text: string, digits: readonly Digit[]): Found[] =>
  windowsIn(text, digits, { type: 'bankCard', lengths: [19, 18, 17, 16, 15, 14, 13], judge: judgeBankCard });
