/** How customers liked it, in numbers that add up: of a day, a category and an agent; of a month and an article. */
import type { AgentId } from '../vocabulary.ts';

export interface SatisfactionSums {
  readonly asked: number;
  readonly answered: number;
  /** To be divided by `answered`. */
  readonly stars: number;
  readonly low: number;
  /** How often each was named. */
  readonly reasons: Readonly<Record<string, number>>;
}

export interface SatisfactionRow extends SatisfactionSums {
  readonly day: string;
  readonly category: string;
  readonly agent: AgentId;
}

export interface ArticleSums {
  readonly article: string;
  readonly useful: number;
  readonly notUseful: number;
}

const NONE: SatisfactionSums = { asked: 0, answered: 0, stars: 0, low: 0, reasons: {} };

const plus = (a: SatisfactionSums, b: SatisfactionSums): SatisfactionSums => ({
  asked: a.asked + b.asked,
  answered: a.answered + b.answered,
  stars: a.stars + b.stars,
  low: a.low + b.low,
  reasons: counted([...Object.entries(a.reasons), ...Object.entries(b.reasons)]),
});

const counted = (entries: readonly (readonly [string, number])[]): Readonly<Record<string, number>> => {
  const sums = new Map<string, number>();
  for (const [name, count] of entries) sums.set(name, (sums.get(name) ?? 0) + count);
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** Added up by one of their parts, in the order of its values. */
export const summedBy = <R extends SatisfactionSums>(
  rows: readonly R[],
  partOf: (row: R) => string,
): readonly (readonly [part: string, sums: SatisfactionSums])[] => {
  const sums = new Map<string, SatisfactionSums>();
  for (const row of rows) sums.set(partOf(row), plus(sums.get(partOf(row)) ?? NONE, row));
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
};

export const total = (rows: readonly SatisfactionSums[]): SatisfactionSums => rows.reduce(plus, NONE);

/** Of several months, the most useful ones first. */
export const articlesTogether = (months: readonly ArticleSums[]): readonly ArticleSums[] => {
  const sums = new Map<string, ArticleSums>();
  for (const { article, useful, notUseful } of months) {
    const known = sums.get(article) ?? { article, useful: 0, notUseful: 0 };
    sums.set(article, { article, useful: known.useful + useful, notUseful: known.notUseful + notUseful });
  }
  return [...sums.values()].sort((a, b) => b.useful - a.useful || (a.article < b.article ? -1 : 1));
};
