import type { Category, Keywords, Policy } from './policy.ts';
import type { Language, Priority } from './ticket.ts';

/** One form for comparing texts: full width becomes half width, capitals small. */
export const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

const HAN = /\p{Script=Han}/gu;
const LATIN = /\p{Script=Latin}/gu;

/** The language to answer in: Chinese as soon as Han characters carry about as much as the Latin ones. */
export const languageOf = (text: string): Language => {
  const han = text.match(HAN)?.length ?? 0;
  const latin = text.match(LATIN)?.length ?? 0;
  return han > 0 && han * 4 >= latin ? 'zh' : 'en';
};

const hits = (text: string, keywords: Keywords): number =>
  [...keywords.zh, ...keywords.en].reduce(
    // A longer keyword says more, and the more so because short ones are often part of it.
    (sum, keyword) =>
      text.includes(fold(keyword)) ? sum + keyword.length ** (/\p{Script=Han}/u.test(keyword) ? 2 : 1) : sum,
    0,
  );

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
      const weight = hits(folded, category.keywords);
      if (weight > (best?.weight ?? 0)) best = { category, weight };
    }
  const category = named ?? best?.category ?? categoryOf(policy.defaultCategory, policy);
  const rule = policy.priorityRules.find(
    ({ anyOf, andAnyOf, category: only }) =>
      (only === undefined || only === category.name) &&
      anyOf.some((word) => folded.includes(fold(word))) &&
      (andAnyOf === undefined || andAnyOf.some((word) => folded.includes(fold(word)))),
  );
  return {
    category: category.name,
    classifiedBy: named ? 'channel' : best ? 'keyword' : 'default',
    priority: rule?.priority ?? category.priority,
    queue: category.queue,
  };
};

/** Throws on a name the policy does not have: names that come from outside are checked before. */
export const categoryOf = (name: string, policy: Policy): Category => {
  const category = policy.categories.find((candidate) => candidate.name === name);
  if (!category) throw new Error(`The policy has no category ${name}.`);
  return category;
};

/** A short message of thanks alone, which does not reopen a resolved ticket. */
export const isThanks = (text: string, thanks: readonly string[]): boolean => {
  let rest = fold(text);
  for (const word of [...thanks].sort((a, b) => b.length - a.length)) rest = rest.replaceAll(fold(word), '');
  return !/[\p{L}\p{N}]/u.test(rest);
};
