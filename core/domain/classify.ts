import type { Category, Policy } from './policy.ts';
import type { Language, Priority } from './vocabulary.ts';

/** One form for comparing texts: half width, small letters, straight apostrophes, single blanks. */
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\s+/g, ' ');

const HAN = /\p{Script=Han}/gu;
const LATIN = /\p{Script=Latin}/gu;

/** The language to answer in: Chinese as soon as Han characters carry about as much as the Latin ones. */
export const languageOf = (text: string): Language => {
  const han = text.match(HAN)?.length ?? 0;
  const latin = text.match(LATIN)?.length ?? 0;
  return han > 0 && han * 4 >= latin ? 'zh' : 'en';
};

const LETTER = /[a-z0-9]/;
const REST_OF_WORD = /[a-z0-9]*/y;
const ENDINGS = ['', 's', 'es', 'd', 'ed', 'ing'];

/**
 * Whether a folded text says a folded word: Chinese anywhere, words of Latin letters as whole words with their usual
 * endings, so that "issue" does not say "sue" and "chocolate" not "late".
 */
const says = (text: string, word: string): boolean => {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    if (LETTER.test(word[0] ?? '') && LETTER.test(text[at - 1] ?? '')) continue;
    if (!LETTER.test(word.at(-1) ?? '')) return true;
    REST_OF_WORD.lastIndex = end;
    if (ENDINGS.includes(REST_OF_WORD.exec(text)?.[0] ?? '')) return true;
  }
  return false;
};

interface Word {
  readonly folded: string;
  readonly weight: number;
}

/** Lists of a policy never change; folding a thousand keywords costs more than looking for them. */
const prepared = new WeakMap<readonly string[], readonly Word[]>();

const wordsOf = (list: readonly string[]): readonly Word[] => {
  let words = prepared.get(list);
  if (!words) {
    words = list.map((word) => ({
      folded: fold(word),
      // A longer keyword says more, and the more so because short ones are often part of it.
      weight: word.length ** (/\p{Script=Han}/u.test(word) ? 2 : 1),
    }));
    prepared.set(list, words);
  }
  return words;
};

const weigh = (text: string, list: readonly string[]): number =>
  wordsOf(list).reduce((sum, { folded, weight }) => (says(text, folded) ? sum + weight : sum), 0);

const saysAny = (text: string, list: readonly string[]): boolean =>
  wordsOf(list).some(({ folded }) => says(text, folded));

/** Whether the text says one of these words, in whatever case or width. */
export const mentions = (text: string, words: readonly string[]): boolean => saysAny(fold(text), words);

export interface Classification {
  readonly category: string;
  readonly classifiedBy: 'keyword' | 'channel' | 'default';
  readonly priority: Priority;
  readonly queue: string;
}

/** The category whose keywords weigh most (the first of equals); `hint` is the channel's own word and wins when it is known. */
export const classify = (text: string, hint: string | undefined, policy: Policy): Classification => {
  const folded = fold(text);
  const named = policy.categories.find((category) => category.name === hint);
  let best: { readonly category: Category; readonly weight: number } | undefined;
  if (!named)
    for (const category of policy.categories) {
      const weight = weigh(folded, category.keywords.zh) + weigh(folded, category.keywords.en);
      if (weight > (best?.weight ?? 0)) best = { category, weight };
    }
  const category = named ?? best?.category ?? categoryOf(policy.defaultCategory, policy);
  const rule = policy.priorityRules.find(
    ({ anyOf, andAnyOf, category: only }) =>
      (only === undefined || only === category.name) &&
      saysAny(folded, anyOf) &&
      (andAnyOf === undefined || saysAny(folded, andAnyOf)),
  );
  return {
    category: category.name,
    classifiedBy: named ? 'channel' : best ? 'keyword' : 'default',
    priority: rule?.priority ?? category.priority,
    queue: category.queue,
  };
};

/** Throws on a name the policy does not have: names that come from outside are checked before. */
const categoryOf = (name: string, policy: Policy): Category => {
  const category = policy.categories.find((candidate) => candidate.name === name);
  if (!category) throw new Error(`The policy has no category ${name}.`);
  return category;
};

/** A short message of thanks alone, which does not reopen a resolved ticket. A question or any other sign of a face is none. */
export const isThanks = (text: string, thanks: readonly string[]): boolean => {
  const folded = fold(text);
  let rest = folded;
  for (const word of [...thanks].sort((a, b) => b.length - a.length)) rest = rest.replaceAll(fold(word), ' ');
  return rest !== folded && !/[\p{L}\p{N}\p{Extended_Pictographic}?]/u.test(rest);
};
