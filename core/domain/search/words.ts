/** A text as a search sees it: in one shape, and cut into the words of languages with spaces and the runs of those without. */

/** Written apart or with its country: 138 1234 5678, +86 138-1234-5678. Whoever looks for it writes it some other way. */
const MOBILE = /(?<![0-9])(?:\+?86[ -]?)?(1[3-9][0-9])[ -]?([0-9]{4})[ -]?([0-9]{4})(?![0-9])/g;

/** One shape for what people hold to be the same: full and half width, capitals, white space, mobile numbers without gaps. */
export const normalised = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim().replace(MOBILE, '$1$2$3');

const RUN = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}々〇ー]+';
const WORD =
  '(?:(?![\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}々〇ー])[\\p{L}\\p{M}\\p{N}])+';
const PIECE = new RegExp(`(?<run>${RUN})|(?<word>${WORD})`, 'gu');
const WORD_CHARACTER = new RegExp(`^${WORD}$`, 'u');
const LONGEST_WORD = 64; // what is longer is no word of a person

export interface Piece {
  /** `run`: characters of a language without spaces · `word`: letters and digits. */
  readonly kind: 'run' | 'word';
  readonly text: string;
}

/** Of a normalised text. */
export const piecesOf = (text: string): Piece[] =>
  [...text.matchAll(PIECE)].map(({ 0: whole, groups }) => ({
    kind: groups?.run === undefined ? 'word' : 'run',
    text: groups?.run === undefined ? whole.slice(0, LONGEST_WORD) : whole,
  }));

/** Whether a word goes on over this place of a normalised text, so that nothing ends or begins there. */
export const isWithinWord = (text: string, at: number): boolean =>
  at > 0 && at < text.length && WORD_CHARACTER.test(text[at - 1] ?? '') && WORD_CHARACTER.test(text[at] ?? '');
