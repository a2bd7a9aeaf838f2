/** How exports do. Whoever asks after one that stands still sets it going again. */
import { type ExportJob, isOver } from '../domain/exports/job.ts';
import { addMinutes } from '../domain/time.ts';
import type { Time } from '../ports.ts';
import type { ExportFiles, ExportQueue, ExportRef, Exports } from '../ports-exports.ts';
import type { Download } from '../ports-files.ts';
import type { Refused } from './refused.ts';

/** Of one person; all of a week, unless somebody exports all day. */
export const LISTED = 100;
/** A slice takes seconds, the last one a minute; a failed one is tried again after six. */
const STANDSTILL_MINUTES = 15;

export interface ExportPorts {
  readonly exports: Pick<Exports, 'read' | 'list' | 'move'>;
  readonly files: Pick<ExportFiles, 'link'>;
  readonly queue: ExportQueue;
  readonly time: Pick<Time, 'now'>;
}

export interface ExportAndLink {
  readonly job: ExportJob;
  /** Once it is done. */
  readonly download?: Download;
}

/** One read; a message when it stands still. */
export const readExport = async (ports: ExportPorts, ref: ExportRef): Promise<ExportAndLink | Refused> => {
  const job = await ports.exports.read(ref);
  if (!job) return exportNotFound;
  await nudge(ports, job);
  return job.state === 'done' ? { job, download: await ports.files.link(job) } : { job };
};

/** One query. */
export const listExports = async (ports: ExportPorts, by: string): Promise<readonly ExportJob[]> => {
  const jobs = await ports.exports.list(by, LISTED);
  for (const job of jobs) await nudge(ports, job);
  return jobs;
};

const nudge = async ({ queue, time }: ExportPorts, job: ExportJob): Promise<void> => {
  if (isOver(job) || addMinutes(job.movedAt, STANDSTILL_MINUTES) > time.now()) return;
  await queue.send({ by: job.actor.id, id: job.id });
};

export const exportNotFound: Refused = {
  refused: 'export-not-found',
  detail: 'You have no export with this id. They are kept for seven days: GET /v1/exports lists yours.',
};
