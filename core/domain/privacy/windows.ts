/** Stretches of digits in a text that could be one number. */
import type { Digit, Gap } from './digits.ts';

export interface Window {
  /** Positions in the digits of the text, the last not included. */
  readonly from: number;
  readonly to: number;
  readonly digits: string;
  /** UTF-16 positions in the text. */
  readonly start: number;
  readonly end: number;
  /** Lengths of its groups, e.g. `3-4-4`. */
  readonly groups: string;
  readonly gaps: ReadonlySet<Gap>;
  /** What stands between its groups. */
  readonly separators: ReadonlySet<string>;
  /** How many of its digits are letters. */
  readonly letters: number;
}

/** The window of so many digits that begins at a position; none where they are not there or something wide is between. */
export const windowAt = (all: readonly Digit[], from: number, length: number): Window | undefined => {
  const to = from + length;
  if (from < 0 || to > all.length) return undefined;
  const gaps = new Set<Gap>();
  const separators = new Set<string>();
  const groups = [0];
  let digits = '';
  let letters = 0;
  for (let place = from; place < to; place += 1) {
    const { value, gap, between, script } = all[place]!;
    if (place > from && gap === 'wide') return undefined;
    if (place > from && gap !== 'none' && gap !== 'turn') {
      separators.add(between.trim());
      groups.push(0);
    }
    if (place > from && gap !== 'none') gaps.add(gap);
    groups[groups.length - 1]! += 1;
    digits += value;
    if (script === 'letter' && value !== 'X') letters += 1;
  }
  return {
    from,
    to,
    digits,
    start: all[from]!.start,
    end: all[to - 1]!.end,
    groups: groups.join('-'),
    gaps,
    separators,
    letters,
  };
};

/** Whether a number may begin here: not in the middle of another one. */
export const mayBegin = (all: readonly Digit[], place: number): boolean => place === 0 || all[place]?.gap !== 'none';

/** Whether a number may end before this digit. */
export const mayEnd = (all: readonly Digit[], place: number): boolean =>
  place === all.length || all[place]?.gap !== 'none';

/** A separator that ties a window to the digits before or after it as well: then it is a part of something longer. */
export const isTied = (all: readonly Digit[], { from, to, separators, digits }: Window): boolean => {
  const length = digits.length;
  const ties = (place: number, neighbour: number): boolean => {
    const digit = all[place];
    if (place === 0 || digit === undefined || digit.gap !== 'thin') return false;
    // 李四 138: a Chinese digit beside a number is a word.
    if (digit.script === 'han' || all[place - 1]!.script === 'han') return false;
    // Two numbers of one kind beside each other are a list.
    if (
      windowAt(all, neighbour, length)?.gaps.size === 0 &&
      mayBegin(all, neighbour) &&
      mayEnd(all, neighbour + length)
    )
      return false;
    const mark = digit.between;
    return (
      /^[-‐-―._]$/.test(mark) || (mark === '/' && separators.has('/')) || (mark.trim() === '' && separators.has(''))
    );
  };
  return ties(from, from - length) || ties(to, to);
};

/** Groups that are all of one length, the last perhaps shorter. */
export const isEven = (groups: string): boolean => {
  const lengths = groups.split('-').map(Number);
  const first = lengths[0]!;
  return lengths.length > 1 && lengths.slice(0, -1).every((length) => length === first) && lengths.at(-1)! <= first;
};

const LATIN = /[A-Za-zＡ-Ｚａ-ｚ]/;

/** Whether a Latin letter touches the window: then it is part of a code, such as a waybill. */
export const touchesLetters = (
  text: string,
  { start, end }: Window,
): { readonly before: boolean; readonly after: boolean } => ({
  before: LATIN.test(text[start - 1] ?? '') || /[A-Za-z][-_#]$/.test(text.slice(Math.max(0, start - 2), start)),
  after: LATIN.test(text[end] ?? '') || /^[-_][A-Za-z]/.test(text.slice(end, end + 2)),
});

/** `13800138000-1234`: what follows is the extension of a number in one piece. */
export const isExtended = (digits: readonly Digit[], { from, to, gaps }: Window): boolean => {
  if (gaps.size > 0 || (from > 0 && isSign(digits[from]!)) || digits[to] === undefined) return false;
  let length = 1;
  while (digits[to + length]?.gap === 'none') length += 1;
  return length <= 4 && digits[to + length]?.gap !== 'thin';
};

const isSign = ({ gap, between }: Digit): boolean => gap === 'thin' && between.trim() !== '';

/** A bracket before a place closes between it and another one. */
export const isOpened = (text: string, start: number, end: number): boolean =>
  /[(（]/.test(text[start - 1] ?? '') && /[)）]/.test(text.slice(start, end));
