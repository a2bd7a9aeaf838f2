/** What the scores of a reviewer come to (评分). */
import type { FieldProblem } from '../forms/form.ts';
import type { Policy } from '../policy.ts';
import type { ScoreItem, Scores } from './review.ts';

const MOST_POINTS = 4;
/** A critical item with fewer points has failed, and all with it. */
const CRITICAL_FROM = 2;

/** The card of the category, else the default one; none at all: a review without scores. */
export const scorecardOf = (
  { review: { scorecards } }: Pick<Policy, 'review'>,
  category: string,
): readonly ScoreItem[] => cardNamed(scorecards, category) ?? cardNamed(scorecards, 'default') ?? [];

const cardNamed = (cards: Policy['review']['scorecards'], name: string): readonly ScoreItem[] | undefined =>
  Object.hasOwn(cards, name) ? cards[name] : undefined;

/**
 * 0 to 100 by weight; 0 when a critical item has failed, whatever the others say. `scores` were checked.
 *
 * Example: weights 3 and 1 with 4 and 0 points: 75.
 */
export const scoreOf = (
  card: readonly ScoreItem[],
  scores: Scores,
): { readonly score: number; readonly criticalFailed: boolean } => {
  const points = (name: string): number => scores[name]?.points ?? 0;
  const criticalFailed = card.some(({ name, critical }) => critical && points(name) < CRITICAL_FROM);
  const weight = card.reduce((sum, item) => sum + item.weight, 0);
  const reached = card.reduce((sum, item) => sum + item.weight * points(item.name), 0);
  if (criticalFailed || weight === 0) return { score: criticalFailed ? 0 : 100, criticalFailed };
  return { score: Math.round((100 * reached) / (weight * MOST_POINTS)), criticalFailed };
};

/** Every item of the card is scored, and no other. */
export const checkScores = (card: readonly ScoreItem[], scores: Scores): readonly FieldProblem[] => [
  ...card
    .filter(({ name }) => !Object.hasOwn(scores, name))
    .map(
      ({ name, title }): FieldProblem => ({
        field: name,
        code: 'missing',
        zh: `${title.zh}：请打分（0 到 ${MOST_POINTS}）`,
        en: `${title.en}: give it 0 to ${MOST_POINTS} points`,
      }),
    ),
  ...Object.keys(scores)
    .filter((name) => !card.some((item) => item.name === name))
    .map(
      (name): FieldProblem => ({
        field: name,
        code: 'unknown-field',
        zh: `${name}：评分表没有这一项`,
        en: `${name}: the scorecard has no such item`,
      }),
    ),
];
