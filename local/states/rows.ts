/** Executions in the store: one row each, one per frame that waits, the history in pieces as it was written. */
import type { Store } from '../store.ts';
import type { HistoryEvent } from './event.ts';
import type { Frame } from './frame.ts';
import { TABLES } from './tables.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface ExecutionRow {
  readonly id: number;
  /** Logical id of the state machine. */
  readonly machine: string;
  readonly name: string;
  /** Row of the definition that it began with and keeps. */
  readonly definition: number;
  /** JSON texts. */
  readonly input: string;
  output: string | null;
  status: ExecutionStatus;
  error: string | null;
  cause: string | null;
  /** Epoch ms. */
  readonly started: number;
  stopped: number | null;
  /** Epoch ms at which it times out. */
  deadline: number;
  /** Number of events so far, and of frames ever made. */
  events: number;
  frames: number;
  redrives: number;
  redriven: number | null;
}

/** What a run of one execution changed. */
export interface Changes {
  readonly execution: ExecutionRow;
  readonly changed: ReadonlySet<Frame>;
  readonly removed: ReadonlySet<number>;
  readonly stored: ReadonlySet<number>;
  readonly tokens: readonly { readonly token: string; readonly frame: number }[];
  readonly events: readonly HistoryEvent[];
}

export class Rows {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    store.exec(TABLES);
  }

  /** The id of a definition's text, which is stored once. */
  definitionId(text: string): number {
    this.#store.run('INSERT OR IGNORE INTO states_definitions (text) VALUES (?)', text);
    return this.#store.get<{ id: number }>('SELECT id FROM states_definitions WHERE text = ?', text)!.id;
  }

  definitionText(id: number): string {
    return this.#store.get<{ text: string }>('SELECT text FROM states_definitions WHERE id = ?', id)!.text;
  }

  begin(machine: string, name: string, definition: number, input: string, started: number, deadline: number): number {
    return this.#store.run(
      `INSERT INTO states_executions (machine, name, definition, input, status, started, deadline, events, frames, redrives)
       VALUES (?, ?, ?, ?, 'RUNNING', ?, ?, 0, 0, 0)`,
      ...[machine, name, definition, input, started, deadline],
    ).lastInsertRowid;
  }

  execution(id: number): ExecutionRow | undefined {
    return this.#store.get<ExecutionRow>('SELECT * FROM states_executions WHERE id = ?', id);
  }

  executionNamed(machine: string, name: string): ExecutionRow | undefined {
    return this.#store.get<ExecutionRow>(
      'SELECT * FROM states_executions WHERE machine = ? AND name = ?',
      machine,
      name,
    );
  }

  /** Newest first, those older than `before`. */
  list(machine: string, status: string | undefined, before: number, limit: number): ExecutionRow[] {
    return this.#store.all<ExecutionRow>(
      `SELECT * FROM states_executions WHERE machine = ? AND id < ? AND (? IS NULL OR status = ?) ORDER BY id DESC LIMIT ?`,
      ...[machine, before, status ?? null, status ?? null, limit],
    );
  }

  frame(execution: number, id: number): Frame | undefined {
    const row = this.#store.get<{ data: string }>(
      'SELECT data FROM states_frames WHERE execution = ? AND id = ?',
      execution,
      id,
    );
    return row && JSON.parse(row.data);
  }

  frameIds(execution: number): number[] {
    return this.#store
      .all<{ id: number }>('SELECT id FROM states_frames WHERE execution = ?', execution)
      .map(({ id }) => id);
  }

  token(token: string): { execution: number; frame: number } | undefined {
    return this.#store.get('SELECT execution, frame FROM states_tokens WHERE token = ?', token);
  }

  /** Events from the piece that holds `from` on, in order, at least `limit` of them if there are. */
  history(execution: number, from: number, limit: number): HistoryEvent[] {
    const pieces = this.#store.all<{ events: string }>(
      `SELECT events FROM states_history WHERE execution = ?1 AND first < ?2 + ?3 AND first >= coalesce(
         (SELECT max(first) FROM states_history WHERE execution = ?1 AND first <= ?2), 0) ORDER BY first`,
      ...[execution, from, limit],
    );
    return pieces.flatMap(({ events }) => JSON.parse(events) as HistoryEvent[]);
  }

  /** Executions and frames whose time lies in (after, until], in order of time. */
  due(after: number, until: number): { execution: number; frame: number | null }[] {
    return this.#store.all(
      `SELECT execution, id AS frame, due FROM states_frames WHERE due > ?1 AND due <= ?2
       UNION ALL SELECT id, NULL, deadline FROM states_executions WHERE status = 'RUNNING' AND deadline > ?1 AND deadline <= ?2
       ORDER BY 3, 1, 2`,
      ...[after, until],
    );
  }

  /** Epoch ms of the first timer later than `after`. */
  nextDue(after: number): number | undefined {
    const frame = this.#store.get<{ time: number | null }>(
      'SELECT min(due) AS time FROM states_frames WHERE due > ?',
      after,
    );
    const deadline = this.#store.get<{ time: number | null }>(
      `SELECT min(deadline) AS time FROM states_executions WHERE status = 'RUNNING' AND deadline > ?`,
      after,
    );
    const times = [frame?.time, deadline?.time].filter((time) => typeof time === 'number');
    return times.length ? Math.min(...times) : undefined;
  }

  /** Running executions that have not taken their first step, and frames whose call has not answered. */
  unfinished(): { execution: number; frame: number | null }[] {
    return this.#store.all(
      `SELECT id AS execution, NULL AS frame FROM states_executions WHERE status = 'RUNNING' AND frames = 0
       UNION ALL SELECT execution, id FROM states_frames WHERE calling = 1 ORDER BY 1, 2`,
    );
  }

  save(run: Changes): void {
    const { execution, stored } = run;
    const running = execution.status === 'RUNNING';
    // What stands in an index is written again with its column, changed or not: not while the execution merely goes on.
    if (running && execution.redriven === null) {
      const sql = 'UPDATE states_executions SET events = ?, frames = ? WHERE id = ?';
      this.#store.run(sql, execution.events, execution.frames, execution.id);
    } else {
      this.#store.run(
        `UPDATE states_executions SET output = ?, status = ?, error = ?, cause = ?, stopped = ?, deadline = ?, events = ?, frames = ?,
         redrives = ?, redriven = ? WHERE id = ?`,
        ...[
          execution.output,
          execution.status,
          execution.error,
          execution.cause,
          execution.stopped,
          execution.deadline,
        ],
        ...[execution.events, execution.frames, execution.redrives, execution.redriven, execution.id],
      );
    }
    for (const id of run.removed) {
      if (stored.has(id)) this.#store.run('DELETE FROM states_frames WHERE execution = ? AND id = ?', execution.id, id);
    }
    for (const frame of run.changed) {
      const sql = stored.has(frame.id)
        ? 'UPDATE states_frames SET due = ?, calling = ?, data = ? WHERE execution = ? AND id = ?'
        : 'INSERT INTO states_frames (due, calling, data, execution, id) VALUES (?, ?, ?, ?, ?)';
      this.#store.run(
        sql,
        ...[running ? (frame.due ?? null) : null, running && frame.status === 'task' ? 1 : null],
        ...[JSON.stringify(frame), execution.id, frame.id],
      );
    }
    if (!running) {
      this.#store.run(
        'UPDATE states_frames SET due = NULL, calling = NULL WHERE execution = ? AND (due > 0 OR calling = 1)',
        execution.id,
      );
    }
    for (const { token, frame } of run.tokens) {
      this.#store.run(
        'INSERT INTO states_tokens (token, execution, frame) VALUES (?, ?, ?)',
        token,
        execution.id,
        frame,
      );
    }
    const [first] = run.events;
    if (first) {
      this.#store.run(
        'INSERT INTO states_history (execution, first, events) VALUES (?, ?, ?)',
        execution.id,
        first.id,
        JSON.stringify(run.events),
      );
    }
  }
}
