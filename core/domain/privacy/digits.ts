/** Reads the digits of a text in whatever shape they come: full width, circled, Chinese, as keys, as letters that look like them. */

import { LOOKALIKES, readOne } from './digit-letters.ts';

/** `turn`: nothing between, but another script; `thin`: separators or emoji; `words`: "then", "dash"; `loose`: a few other letters. */
export type Gap = 'none' | 'turn' | 'thin' | 'words' | 'loose' | 'wide';

export interface Digit {
  /** `0` to `9`; `X` at the end of an identity number. */
  readonly value: string;
  readonly script: 'plain' | 'han' | 'letter';
  /** UTF-16 positions, the end not included; what is invisible after a digit belongs to it. */
  readonly start: number;
  readonly end: number;
  /** What stands between the digit before and this one, without what is invisible. */
  readonly between: string;
  readonly gap: Gap;
}

const INVISIBLE = /^[\p{Cf}\p{Mn}\p{Me}\p{Variation_Selector}\u115F\u1160\u3164]$/u;
const SEPARATOR =
  /[\s\p{Pd}\p{Ps}\p{Pe}\p{Extended_Pictographic}\p{So}\p{Sk}.。．·•・‧∙⋅_＿/／\\|｜,，、:：;；~～'’`"“”+＋=＝^#＃&＆!！…−<>《》]/gu;
const FILLER =
  /然后|接着|接下来|再来|再加|后面|之后|中间|最后|末尾|尾号|尾数|开头|前面|其次|前?三位|后?四位|横杠|横线|空格|[再后是为加和杠减空点到跟接连]|\b(?:dash|space|dot|then|and|plus)\b/gi;
/** A single Chinese digit before one of these counts something. */
const COUNTED = /[个位天次件号月日年点分秒元块只张条份家岁斤周楼层期组种遍批折成百千万亿十下直样些起边定般旦方般]/;
const LATIN = /[0-9A-Za-z\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;

interface Letter {
  readonly letter: string;
  readonly start: number;
  end: number;
  value?: string;
  script?: Digit['script'];
}

const lettersOf = (text: string): Letter[] => {
  const letters: Letter[] = [];
  let start = 0;
  for (const letter of text) {
    const end = start + letter.length;
    const code = letter.codePointAt(0)!;
    if (code >= 0xad && INVISIBLE.test(letter)) {
      const last = letters.at(-1);
      // A key is a digit with two marks after it; what hides between two digits goes with the first.
      if (last && last.end === start) last.end = end;
    } else letters.push({ letter, start, end, ...readOne(letter) });
    start = end;
  }
  return letters;
};

/** Letters that look like digits are digits where nothing else stands in their word. */
const readLookalikes = (letters: Letter[]): void => {
  let from = 0;
  while (from < letters.length) {
    if (!isWordly(letters[from]!)) {
      from += 1;
      continue;
    }
    let to = from;
    while (to < letters.length && isWordly(letters[to]!)) to += 1;
    readWord(letters.slice(from, to));
    from = to;
  }
};

const isWordly = ({ letter, value }: Letter): boolean => value !== undefined || LATIN.test(letter);

const mayBeDigit = ({ letter, value }: Letter): boolean => value !== undefined || LOOKALIKES.has(letter);

const readWord = (word: readonly Letter[]): void => {
  const last = word.at(-1)!;
  const isCheck = /^[XxＸｘ×]$/.test(last.letter) && (word.length === 1 || mayBeDigit(word.at(-2)!));
  const body = isCheck ? word.slice(0, -1) : word;
  if (isCheck) Object.assign(last, { value: 'X', script: 'letter' });
  const digits = body.filter(({ value }) => value !== undefined).length;
  if (digits === body.length || !body.every(mayBeDigit)) return;
  // A word of nothing but O is a group of zeros; any other word without a digit is a word.
  if (digits === 0 && !body.every(({ letter }) => LOOKALIKES.get(letter) === '0')) return;
  for (const one of body)
    if (one.value === undefined) Object.assign(one, { value: LOOKALIKES.get(one.letter)!, script: 'letter' });
};

/** All digits of a text, in its order. Takes time in proportion to its length. */
export const digitsOf = (text: string): readonly Digit[] => {
  const letters = lettersOf(text);
  readLookalikes(letters);
  const digits: Digit[] = [];
  let between: string[] = [];
  for (const [index, { letter, start, end, value, script }] of letters.entries()) {
    if (value === undefined || script === undefined || isCount(letters, index)) {
      between.push(letter);
      continue;
    }
    const before = digits.at(-1);
    const held = between.length > LOOSE ? '' : between.join('');
    digits.push({
      value,
      script,
      start,
      end,
      between: held,
      gap: before ? gapOf(before, script, between, held) : 'wide',
    });
    between = [];
  }
  return digits;
};

const isCount = (letters: readonly Letter[], index: number): boolean => {
  const isHan = (at: number) => letters[at]?.script === 'han';
  if (!isHan(index) || isHan(index - 1)) return false;
  const next = letters[index + 1];
  return next !== undefined && next.value === undefined && COUNTED.test(next.letter);
};

/** Longest gap that may be anything but `wide`, in letters. */
const LOOSE = 12;

const gapOf = (before: Digit, script: Digit['script'], between: readonly string[], held: string): Gap => {
  if (between.length === 0) return (before.script === 'han') === (script === 'han') ? 'none' : 'turn';
  if (between.length > LOOSE) return 'wide';
  const words = held.replace(SEPARATOR, '');
  if (words === '') return between.length <= 4 ? 'thin' : 'loose';
  if (LATIN.test(words.replace(/dash|space|dot|then|and|plus/gi, ''))) return 'wide';
  if (held.replace(FILLER, '').replace(SEPARATOR, '') === '') return 'words';
  return between.length <= 6 && !/[。！？!?;；\n*]/.test(held) ? 'loose' : 'wide';
};
