import { type ExportJob, isOver } from '../domain/exports/job.ts';
import type { ExportRef } from '../ports-exports.ts';
import { type ExportPorts, exportNotFound } from './list-exports.ts';
import { conflictingChanges, type Refused } from './refused.ts';

/** A slice may have moved it in the meantime. */
const ATTEMPTS = 5;

/** Nothing more is read for it; what was made goes with time. Cancelled twice it is the same. A read and a write. */
export const cancelExport = async (
  { exports, time }: Pick<ExportPorts, 'exports' | 'time'>,
  ref: ExportRef,
): Promise<ExportJob | Refused> => {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const job = await exports.read(ref);
    if (!job) return exportNotFound;
    if (job.state === 'cancelled') return job;
    if (isOver(job)) return over;
    const cancelled: ExportJob = { ...job, state: 'cancelled', movedAt: time.now(), version: job.version + 1 };
    if (await exports.move(cancelled)) return cancelled;
  }
  return conflictingChanges;
};

const over: Refused = {
  refused: 'export-over',
  detail: 'The export is over already: there is nothing left to cancel.',
};
