import type { SatisfactionView } from '../../../contracts/survey-views.ts';
import { articlesTogether, type SatisfactionSums, summedBy, total } from '../../../core/domain/survey/satisfaction.ts';
import type { Surveys } from '../../../core/ports-surveys.ts';
import type { Handler } from '../../shared/door.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Database operations: one query for each day, and one for each month. */
export const getSatisfaction =
  ({ surveys }: { readonly surveys: Pick<Surveys, 'numbers' | 'articles'> }): Handler<'getSatisfaction'> =>
  async ({ query: { from, to } }) => {
    const days = daysBetween(from, to);
    const months = [...new Set(days.map((day) => day.slice(0, '2026-11'.length)))];
    const [rows, articles] = await Promise.all([
      Promise.all(days.map((day) => surveys.numbers(day))),
      Promise.all(months.map((month) => surveys.articles(month))),
    ]);
    const all = rows.flat();
    const body: SatisfactionView = {
      ...{ from, to, total: said(total(all)) },
      categories: summedBy(all, (row) => row.category).map(([category, sums]) => ({ category, ...said(sums) })),
      agents: summedBy(all, (row) => row.agent).map(([agent, sums]) => ({ agent, ...said(sums) })),
      articles: articlesTogether(articles.flat()).map((article) => ({ ...article })),
    };
    return { body };
  };

const said = ({ asked, answered, stars, low, reasons }: SatisfactionSums): SatisfactionView['total'] => ({
  ...{ asked, answered },
  ...(answered > 0 && { mean: round(stars / answered), low: round(low / answered) }),
  reasons: { ...reasons },
});

const round = (value: number): number => Math.round(value * 100) / 100;

const daysBetween = (from: string, to: string): readonly string[] => {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
};
