import type { DayReport } from '../../../contracts/views.ts';
import type { DayNumbers, Insight } from '../../../core/ports-insight.ts';
import type { Handler } from '../../shared/door.ts';

/** Database operations: one query. */
export const getDayReport =
  ({ insight }: { readonly insight: Insight }): Handler<'getDayReport'> =>
  async ({ path }) => {
    const rows = (await insight.day(path.day)).filter(({ created }) => created > 0).map(rowOf);
    const report: DayReport = { day: path.day, rows: rows.sort((a, b) => (a.category < b.category ? -1 : 1)) };
    return { body: report };
  };

const rowOf = (numbers: DayNumbers): DayReport['rows'][number] => ({
  category: numbers.category,
  created: numbers.created,
  resolved: numbers.resolved,
  ...(numbers.merged && { merged: numbers.merged }),
  firstResponseBreached: numbers.firstResponseBreached,
  resolutionBreached: numbers.resolutionBreached,
  ...(numbers.firstResponded > 0 && {
    meanFirstResponseMinutes: meanMinutes(numbers.firstResponseMs, numbers.firstResponded),
  }),
  ...(numbers.resolved > 0 && { meanResolutionMinutes: meanMinutes(numbers.resolutionMs, numbers.resolved) }),
});

/** To a tenth of a minute. */
const meanMinutes = (sumMs: number, count: number): number => Math.round(sumMs / count / 6000) / 10;
