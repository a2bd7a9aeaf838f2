/** Which occurrence of each schedule comes next, as rows: the one before it has been handed on in the same transaction. */
import type { Principal } from '../aws.ts';
import type { Store } from '../store.ts';

export interface ScheduleRow {
  readonly id: Principal;
  /** What the times follow from: with another one the schedule begins anew. */
  readonly definition: string;
  /** Epoch ms of the next occurrence; null when there will be none. */
  readonly due: number | null;
}

export function createSchedules(store: Store): void {
  store.exec(
    'CREATE TABLE IF NOT EXISTS schedule (id TEXT PRIMARY KEY, definition TEXT NOT NULL, due INTEGER) WITHOUT ROWID',
  );
}

export const readSchedule = (store: Store, id: Principal): ScheduleRow | undefined =>
  store.get<ScheduleRow>('SELECT * FROM schedule WHERE id = ?', id);

export function writeSchedule(store: Store, id: Principal, definition: string, due: number | undefined): void {
  store.run(
    `INSERT INTO schedule VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET definition = excluded.definition, due = excluded.due`,
    id,
    definition,
    due ?? null,
  );
}

/** Forgets those that are not in `kept`. */
export function keepSchedules(store: Store, kept: ReadonlyMap<Principal, unknown>): void {
  for (const { id } of store.all<ScheduleRow>('SELECT id FROM schedule')) {
    if (!kept.has(id)) store.run('DELETE FROM schedule WHERE id = ?', id);
  }
}
