import type { ExportView } from '../../../contracts/export-views.ts';
import { type ExportJob, KEPT_DAYS, percentOf } from '../../../core/domain/exports/job.ts';
import { addMinutes } from '../../../core/domain/time.ts';

const DAY_MINUTES = 24 * 60;

export const exportView = (job: ExportJob): ExportView => {
  const { id, state, because, wish, looked, total, rows, createdAt } = job;
  const { language: _, columns, ...asked } = wish;
  return {
    id,
    state,
    ...(because !== undefined && { because }),
    ...asked,
    columns: [...columns],
    done: looked,
    total,
    percent: percentOf(job),
    rows,
    createdAt,
    expiresAt: addMinutes(createdAt, KEPT_DAYS * DAY_MINUTES),
  };
};
