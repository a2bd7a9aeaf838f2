/** A text in plain letters: full width and styled letters folded, what is invisible left out, every letter with its old place. */
export interface Folded {
  readonly text: string;
  /** The same stretch in the original, in UTF-16 positions. */
  readonly place: (start: number, end: number) => readonly [start: number, end: number];
}

const INVISIBLE = /[\p{Cf}\p{Me}\p{Variation_Selector}]/u;
/** Nothing of this needs folding: ASCII, Chinese letters and their common punctuation. */
const PLAIN = /^[\t-~\u3001-\u3017\u3400-\u9fff，。！？：；“”‘’（）]*$/;

export const fold = (text: string): Folded => {
  if (PLAIN.test(text)) return { text, place: (start, end) => [start, end] };
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = '';
  let start = 0;
  for (const letter of text) {
    const end = start + letter.length;
    if (!INVISIBLE.test(letter)) {
      const plain = plainOf(letter);
      folded += plain;
      for (let unit = 0; unit < plain.length; unit += 1) {
        starts.push(start);
        ends.push(end);
      }
    }
    start = end;
  }
  return { text: folded, place: (from, to) => [starts[from]!, ends[to - 1]!] };
};

/** Chinese punctuation stays what it is: a full-width comma ends an address where a comma does not. */
const plainOf = (letter: string): string => {
  const code = letter.codePointAt(0)!;
  if (code < 0xa0 || (code >= 0x3001 && code <= 0x9fff) || /[，。！？：；（）]/.test(letter)) return letter;
  const plain = letter.normalize('NFKC');
  return plain.length === 1 ? plain : letter;
};
