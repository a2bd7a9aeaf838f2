/**
 * What a text is listed under. Runs of Chinese: every two neighbours. Words of letters: their first four. Words with a digit (order
 * and tracking numbers, codes, phones): as a whole, and their last four, which people read out. Tags: as a whole.
 *
 * A term is a number of 32 bits made of that: two that fall together do no harm, because what is found is compared with the text,
 * and nobody reads a phone number out of the index.
 */
import { normalised, type Piece, piecesOf } from './words.ts';

const BEGINNING = 4;
const ENDING = 4;
const DIGIT = /\p{N}/u;

/** FNV-1a with the last step of MurmurHash3, so that the low bits, by which terms are spread, are as good as the others. */
export const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

export const tagTerm = (tag: string): number => hashOf(`t${normalised(tag)}`);

const pairsOf = (run: string): number[] => {
  const characters = [...run];
  return characters.slice(1).map((character, at) => hashOf(`c${characters[at]}${character}`));
};

const beginningOf = (word: string): number => hashOf(`p${word.slice(0, BEGINNING)}`);
const wholeOf = (word: string): number => hashOf(`w${word}`);
const endingOf = (word: string): number => hashOf(`e${word.slice(-ENDING)}`);

const ofPiece = ({ kind, text }: Piece): number[] => {
  if (kind === 'run') return pairsOf(text);
  if (!DIGIT.test(text)) return [beginningOf(text)];
  // `iphone` finds iphone15.
  const beginning = text.length > BEGINNING && !DIGIT.test(text.slice(0, BEGINNING)) ? [beginningOf(text)] : [];
  return [wholeOf(text), ...(text.length < ENDING ? [] : [endingOf(text)]), ...beginning];
};

/** All terms of a normalised text, each once. */
export const termsOf = (text: string, tags: readonly string[] = []): ReadonlySet<number> =>
  new Set([...piecesOf(text).flatMap(ofPiece), ...tags.map(tagTerm)]);

/** What a text that has this piece is listed under for certain, in the ways that `mayGoOn` and `isEnding` allow; nothing for one character alone. */
export const certainTerms = ({ kind, text }: Piece): number[] => {
  if (kind === 'run') return pairsOf(text);
  if (!DIGIT.test(text)) return [beginningOf(text)];
  return [text.length === ENDING ? endingOf(text) : wholeOf(text)];
};

/** Four characters with a digit are found at the end of longer words, too. */
export const isEnding = (word: string): boolean => word.length === ENDING && DIGIT.test(word);
/** Four letters and more are found at the beginning of longer words, too. */
export const mayGoOn = (word: string): boolean => word.length >= BEGINNING && !DIGIT.test(word);
