/** Begins an export. Two database operations and a message. */
import { type ExportJob, type ExportWish, isOver, MOST_UNDER_WAY } from '../domain/exports/job.ts';
import type { Actor } from '../domain/permissions.ts';
import type { Time } from '../ports.ts';
import type { ExportIds, ExportQueue, Exports } from '../ports-exports.ts';
import { LISTED } from './list-exports.ts';
import type { Refused } from './refused.ts';

interface StartPorts {
  readonly exports: Pick<Exports, 'create' | 'list'>;
  readonly queue: ExportQueue;
  readonly ids: ExportIds;
  readonly time: Pick<Time, 'now'>;
}

/** A message that is lost between the two writes is sent again when somebody asks how the export does: see list-exports.ts. */
export const startExport = async (
  { exports, queue, ids, time }: StartPorts,
  { actor, wish }: { readonly actor: Actor; readonly wish: ExportWish },
): Promise<ExportJob | Refused> => {
  const before = await exports.list(actor.id, LISTED);
  if (before.filter((job) => !isOver(job)).length >= MOST_UNDER_WAY) return tooMany;
  const now = time.now();
  const { kind, id, roles, reach } = actor;
  const job: ExportJob = {
    id: ids.exportId(),
    actor: { kind, id, roles, ...(reach !== undefined && { reach }) },
    wish,
    state: 'queued',
    cursor: { day: wish.from },
    ...{ looked: 0, total: 0, rows: 0, createdAt: now, movedAt: now, version: 1 },
  };
  await exports.create(job);
  await queue.send({ by: actor.id, id: job.id });
  return job;
};

const tooMany: Refused = {
  refused: 'too-many-exports',
  detail: `${MOST_UNDER_WAY} of your exports are under way: wait for one of them, or cancel it.`,
};
