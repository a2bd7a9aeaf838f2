/** Step Functions keeps a closed execution for 90 days: then its name is free again, and its history gone. */
import type { Store } from '../store.ts';

const KEPT_MS = 90 * 24 * 60 * 60_000;
const CHUNK = 500; // one transaction each, so that years of them do not hold up anybody

/** Forgets the executions that closed more than 90 days before `now` (epoch ms). Answers how many. */
export function forgetClosed(store: Store, now: number): number {
  store.exec(
    'CREATE INDEX IF NOT EXISTS states_executions_by_end ON states_executions (stopped) WHERE stopped IS NOT NULL',
  );
  for (let forgotten = 0; ; ) {
    const closed = store.all<{ id: number }>(
      `SELECT id FROM states_executions WHERE stopped <= ? AND status <> 'RUNNING' ORDER BY stopped LIMIT ${CHUNK}`,
      now - KEPT_MS,
    );
    store.atomically(() => {
      for (const { id } of closed) {
        for (const table of ['states_tokens', 'states_frames', 'states_history'])
          store.run(`DELETE FROM ${table} WHERE execution = ?`, id);
        store.run('DELETE FROM states_executions WHERE id = ?', id);
      }
    });
    forgotten += closed.length;
    if (closed.length < CHUNK) return forgotten;
  }
}
