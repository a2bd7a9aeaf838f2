/** Numbers as Chinese writes them: `六千`, `三千五`, `一百零二`, `1.2万`, `半`, `贰佰`. */

const DIGITS: ReadonlyMap<string, number> = new Map(
  ['零〇', '一壹', '二两贰两', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((letters, value) =>
    [...letters].map((letter): [string, number] => [letter, value]),
  ),
);
const UNITS: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['佰', 100],
  ['千', 1000],
  ['仟', 1000],
  ['万', 10_000],
  ['萬', 10_000],
  ['亿', 100_000_000],
]);

/** Letters of which a number may be made, for a class of a regular expression. */
export const NUMERAL = '零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬';

/** Undefined where the letters make no number. */
export const numeralOf = (text: string): number | undefined => {
  const [, digits, tail] = /^([0-9]+(?:\.[0-9]+)?)(.*)$/.exec(text) ?? [];
  if (digits !== undefined && tail !== undefined) {
    const unit = unitOf(tail);
    return unit === undefined ? undefined : tidy(Number(digits) * unit);
  }
  return [...text].every((letter) => DIGITS.has(letter)) && text.length > 1 ? positional(text) : composed(text);
};

/** A number in digits may be followed by units alone: `3千万`. */
const unitOf = (tail: string): number | undefined => {
  let unit = 1;
  for (const letter of tail) {
    const one = UNITS.get(letter);
    if (one === undefined) return undefined;
    unit *= one;
  }
  return unit;
};

const positional = (text: string): number => Number([...text].map((letter) => DIGITS.get(letter)).join(''));

const composed = (text: string): number | undefined => {
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let last = 1;
  let skipped = false;
  for (const letter of text) {
    const value = DIGITS.get(letter);
    const unit = UNITS.get(letter);
    if (value !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined;
      skipped = value === 0;
      digit = value;
      if (value === 0) last = 1;
    } else if (unit === undefined) return undefined;
    else if (unit >= 10_000) {
      total = (total + section + (digit ?? 0)) * unit;
      if (total === 0) return undefined;
      [section, digit, last] = [0, undefined, unit];
    } else {
      section += (digit || 1) * unit;
      [digit, last] = [undefined, unit];
    }
  }
  if (text === '') return undefined;
  // The unit of the last digit is not said: 三千五 is 3,500, 三千零五 is 3,005.
  const rest = digit === undefined ? 0 : skipped || last === 1 || last === 10 ? digit : digit * (last / 10);
  return tidy(total + section + rest);
};

const tidy = (value: number): number => Math.round(value * 100) / 100;
