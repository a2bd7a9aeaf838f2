/** What a single letter is worth as a digit, in every script that people write digits in. */

export interface DigitShape {
  /** `0` to `9`. */
  readonly value: string;
  readonly script: 'plain' | 'han';
}

const HAN: ReadonlyMap<string, string> = new Map(
  ['〇零○洞', '一壹壱弌幺', '二贰貳弐两兩', '三叁叄參', '四肆', '五伍', '六陆陸', '七柒拐', '八捌', '九玖勾'].flatMap(
    (letters, value) => [...letters].map((letter): [string, string] => [letter, `${value}`]),
  ),
);
/** Letters that are read as digits where they stand among digits. */
export const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  ['OoОоΟοQD', 'lIi', 'Zz', '', '', 'Ss', 'b', '', 'B', 'gq'].flatMap((letters, value) =>
    [...letters].map((letter): [string, string] => [letter, `${value}`]),
  ),
);
/** Where digits without a decomposition of their own begin, with the value of the first. */
const RANGES: readonly (readonly [first: number, value: number, count: number])[] = [
  [0x2776, 1, 9],
  [0x2780, 1, 9],
  [0x278a, 1, 9],
  [0x24f5, 1, 9],
  [0x24ff, 0, 1],
  [0x1f10b, 0, 1],
  [0x1f10c, 0, 1],
];
/** Zeros of decimal digits that NFKC leaves as they are: Arabic, Persian, Devanagari, Thai and such. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xed0];

/** Undefined for what is no digit. */
export const readOne = (letter: string): DigitShape | undefined => {
  if (letter >= '0' && letter <= '9') return { value: letter, script: 'plain' };
  const code = letter.codePointAt(0)!;
  if (code < 0xb2) return undefined;
  const han = HAN.get(letter);
  if (han !== undefined) return { value: han, script: 'han' };
  if (code >= 0x3400 && code <= 0x9fff) return undefined;
  for (const [first, value, count] of RANGES)
    if (code >= first && code < first + count) return { value: `${code - first + value}`, script: 'plain' };
  for (const zero of ZEROS) if (code >= zero && code < zero + 10) return { value: `${code - zero}`, script: 'plain' };
  const plain = letter.normalize('NFKC');
  if (plain === letter) return undefined;
  // "(1)", "1." and "1," are one letter each.
  const inner = plain.replace(/[(),.]/g, '');
  if (/^[0-9]$/.test(inner)) return { value: inner, script: 'plain' };
  const inHan = HAN.get(inner);
  return inHan === undefined ? undefined : { value: inHan, script: 'han' };
};
