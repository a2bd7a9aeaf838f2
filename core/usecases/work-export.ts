/**
 * Does one slice of an export: some tickets are read and written as a part, or, when all were read, the parts are put together.
 * It may die at any point and be asked for any number of times: a part counts only when the job has moved with it, and of two who do the
 * same slice one moves it and the other one leaves.
 */
import type { Row } from '../domain/exports/columns.ts';
import { rowOf } from '../domain/exports/columns.ts';
import { daysOf, type ExportJob, isAskedFor, isOver, isRead, MOST_ROWS, nextDay } from '../domain/exports/job.ts';
import { headOf, lineOf } from '../domain/exports/lines.ts';
import { mayNot } from '../domain/permissions.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Tickets, Time } from '../ports.ts';
import type { ExportFiles, ExportQueue, ExportRef, Exports, OpenedTickets } from '../ports-exports.ts';
import type { Policies } from '../ports-policies.ts';

export interface WorkPorts {
  readonly exports: Pick<Exports, 'read' | 'move' | 'parts'>;
  readonly opened: OpenedTickets;
  readonly tickets: Pick<Tickets, 'current'>;
  readonly policies: Pick<Policies, 'active'>;
  readonly files: Pick<ExportFiles, 'putPart' | 'join'>;
  readonly queue: ExportQueue;
  readonly time: Pick<Time, 'now'>;
}

/** Tickets of a slice: five batches of heads, some 2 MB. */
const SLICE = 500;
/** Of the days of a slice, one query for each of their shards: a quiet quarter takes some slices, too. */
const DAYS_AT_ONCE = 14;

/** What became of it; `left`: somebody else was faster, or there is nothing to do. */
export type Worked = 'moved' | 'done' | 'failed' | 'left';

export const workExport = async (ports: WorkPorts, ref: ExportRef): Promise<Worked> => {
  const job = await ports.exports.read(ref);
  if (!job || isOver(job)) return 'left';
  if (isRead(job)) return finish(ports, job);
  const slice = await sliceOf(ports, job);
  const rows = await rowsOf(ports, job, slice.ids);
  const after = moved(ports, job, {
    state: 'running',
    cursor: slice.cursor,
    looked: job.looked + slice.ids.length,
    rows: job.rows + rows.length,
    ...(job.state === 'queued' && { total: await totalOf(ports, job) }),
  });
  if (after.rows > MOST_ROWS) {
    const failed: ExportJob = { ...after, state: 'failed', because: 'too-many-rows' };
    return (await ports.exports.move(failed)) ? 'failed' : 'left';
  }
  const { format, columns } = job.wish;
  const text = rows.map((row) => lineOf(format, columns, row)).join('');
  const part = text === '' ? undefined : await ports.files.putPart(job.id, text);
  if (!(await ports.exports.move(after, part))) return 'left';
  await ports.queue.send(ref);
  return 'moved';
};

const moved = ({ time }: WorkPorts, job: ExportJob, change: Partial<ExportJob>): ExportJob => ({
  ...job,
  ...change,
  movedAt: time.now(),
  version: job.version + 1,
});

const finish = async (ports: WorkPorts, job: ExportJob): Promise<Worked> => {
  const { format, columns, language } = job.wish;
  await ports.files.join(job, headOf(format, columns, language), await ports.exports.parts(job.id));
  const done = moved(ports, job, { state: 'done', total: job.looked });
  return (await ports.exports.move(done)) ? 'done' : 'left';
};

/** The ids of the slice, and where the next one begins. */
const sliceOf = async (
  { opened }: WorkPorts,
  { cursor, wish }: ExportJob,
): Promise<{ readonly ids: readonly TicketId[]; readonly cursor: ExportJob['cursor'] }> => {
  const ids: TicketId[] = [];
  let { day, after }: { day: string; after?: string | undefined } = cursor;
  for (let pages = 0; pages < DAYS_AT_ONCE && ids.length < SLICE && day <= wish.to; pages += 1) {
    const { items, next } = await opened.openedOn(day, after, SLICE - ids.length);
    ids.push(...items);
    after = next;
    if (next === undefined) day = nextDay(day);
  }
  return { ids, cursor: after === undefined ? { day } : { day, after } };
};

/** Of those that were asked for, and that they may take with them, as they stand now. */
const rowsOf = async (
  { tickets, policies }: WorkPorts,
  { wish, actor }: ExportJob,
  ids: readonly TicketId[],
): Promise<readonly Row[]> => {
  const policy = await policies.active();
  const found = await Promise.all(ids.map((id) => tickets.current(id)));
  return found.flatMap((ticket) =>
    ticket && isAskedFor(wish, ticket) && !mayNot(actor, 'export', ticket, policy) ? [rowOf(ticket, wish.columns)] : [],
  );
};

const totalOf = async ({ opened }: WorkPorts, { wish }: ExportJob): Promise<number> =>
  (await Promise.all(daysOf(wish).map((day) => opened.countOf(day)))).reduce((sum, count) => sum + count, 0);
