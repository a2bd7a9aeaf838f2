/** How far each pipe has read its stream. */
import type { Store } from '../store.ts';

export interface Position {
  /** `seq` of the last record that is done with. */
  readonly cursor: number;
  /** Failed tries of the batch after it. */
  readonly attempts: number;
  /** Epoch ms before which it is not tried again. */
  readonly retryAt: number;
  /** Size of the next batch while a failed one is being halved; 0 for the usual size. */
  readonly span: number;
}

export function createPositions(store: Store): void {
  store.exec(`
    CREATE TABLE IF NOT EXISTS pipe_position (
      pipe TEXT PRIMARY KEY, cursor INTEGER NOT NULL, attempts INTEGER NOT NULL, retry_at INTEGER NOT NULL, span INTEGER NOT NULL
    ) WITHOUT ROWID;
  `);
}

export function readPosition(store: Store, pipe: string): Position {
  const row = store.get<Position>(
    'SELECT cursor, attempts, retry_at AS retryAt, span FROM pipe_position WHERE pipe = ?',
    pipe,
  );
  return row ? { ...row } : { cursor: 0, attempts: 0, retryAt: 0, span: 0 };
}

export function writePosition(store: Store, pipe: string, { cursor, attempts, retryAt, span }: Position): void {
  store.run('INSERT OR REPLACE INTO pipe_position VALUES (?, ?, ?, ?, ?)', pipe, cursor, attempts, retryAt, span);
}
