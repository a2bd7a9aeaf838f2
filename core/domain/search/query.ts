/** What somebody looks for, and whether a text has it. */
import { certainTerms, isEnding, mayGoOn, tagTerm } from './terms.ts';
import { isWithinWord, normalised, piecesOf } from './words.ts';

/** A piece of text that has to be there. */
interface Need {
  readonly text: string;
  /** A word begins, or ends, where it begins or ends. */
  readonly begins: boolean;
  readonly ends: boolean;
}

export interface Query {
  /** All of them. */
  readonly needs: readonly Need[];
  /** Every text with the needs is listed under each of these; at least one. */
  readonly terms: readonly number[];
}

/** Terms beyond these narrow nothing down that the first ones have not: the text decides. */
const MOST_TERMS = 16;

/** `"…"`, its Chinese cousins, or what stands between two spaces. */
const PARTS = /["“”„«»]([^"“”„«»]+)["“”„«»]|([^\s"“”„«»]+)/gu;
/** Signs within a number or an address: what they hold together is one thing. */
const HELD_TOGETHER = /^[\p{L}\p{N}]+(?:[-_.@/+:#][\p{L}\p{N}]+)+$/u;

/**
 * Words are all to be there, in any order: `退款 顺丰`. Words in quotation marks are, too, one after the other: `"not yet arrived"`.
 * A word of letters may go on (`refun` finds `refund`), a number is meant as a whole, and four characters with a digit may be the end
 * of a longer number. Undefined when nothing in it can be looked up: one Chinese character alone is in almost every text.
 */
export const queryOf = (text: string, tag?: string): Query | undefined => {
  const parts = [...normalised(text).matchAll(PARTS)];
  const needs = parts.flatMap(([, phrase, word]) =>
    phrase === undefined ? needsOfWord(word ?? '') : [exactly(phrase.trim())],
  );
  const pieces = needs.flatMap((need) => piecesOf(need.text));
  const terms = [...pieces.flatMap(certainTerms), ...(tag === undefined ? [] : [tagTerm(tag)])];
  return terms.length === 0 ? undefined : { needs, terms: [...new Set(terms)].slice(0, MOST_TERMS) };
};

const exactly = (text: string): Need => ({ text, begins: true, ends: true });

const needsOfWord = (word: string): Need[] =>
  HELD_TOGETHER.test(word) && !piecesOf(word).some(({ kind }) => kind === 'run')
    ? [exactly(word)]
    : piecesOf(word).map(({ kind, text }) =>
        kind === 'run' ? { text, begins: false, ends: false } : { text, begins: !isEnding(text), ends: !mayGoOn(text) },
      );

/** Of a normalised text. */
export const matches = (text: string, needs: readonly Need[]): boolean => needs.every((need) => has(text, need));

const has = (text: string, need: Need): boolean => {
  for (let at = text.indexOf(need.text); at >= 0; at = text.indexOf(need.text, at + 1)) {
    const begins = !need.begins || !isWithinWord(text, at);
    if (begins && (!need.ends || !isWithinWord(text, at + need.text.length))) return true;
  }
  return false;
};
