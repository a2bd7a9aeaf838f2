/** What the sentences of the timeline are put together of. */
import type { TimelineEvent } from '../../contracts/views.ts';
import type { Phrase } from './words.ts';

export type Data = TimelineEvent['data'];
export type Sentences = Readonly<Record<string, (data: Data) => Phrase>>;

export const text = (data: Data, name: string): string => (data[name] === undefined ? '' : String(data[name]));
export const quoted = (data: Data, name: string): string => (data[name] === undefined ? '' : ` “${text(data, name)}”`);

/** The members of an object in the data. */
export const within = (data: Data, name: string): Data => (data[name] ?? {}) as Data;

/** A list of texts, or the names in an object. */
export const names = (data: Data, name: string): string => {
  const value = data[name];
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'object' && value !== null ? Object.keys(value).join(', ') : '';
};

/** A word of the API in both languages; unknown ones stay as they are. */
export const word = (words: Readonly<Record<string, Phrase>>, value: string): Phrase => words[value] ?? [value, value];

export const joined = (words: Phrase, zh: (word: string) => string, en: (word: string) => string): Phrase => [
  zh(words[0]),
  en(words[1]),
];
