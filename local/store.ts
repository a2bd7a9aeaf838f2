/**
 * The one file that holds the runtime's state (`<data-dir>/gongdan.db`, SQLite in WAL mode): tables, change records, queues,
 * executions and timers. Because all of it is one database, a crash can never leave one of them ahead of another.
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

const FORMAT = 1;
const APPLICATION_ID = 0x676f6e67; // "gong"
const GROUP_COMMIT_MS = 2;
const UNHURRIED_COMMIT_MS = 25; // while nobody outside waits for it
const SQLITE_BUSY = 5;

export class Store {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #depth = 0;
  #open = false;
  #commitTimer: NodeJS.Timeout | undefined;
  #waiting: (() => void)[] = [];
  #committedAt = 0;
  #commitMs = 0;

  /** `file`: a path, or `:memory:`. Throws an Error with one clear line when the file is damaged or not ours. */
  constructor(file: string) {
    try {
      this.#db = new DatabaseSync(file);
      this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 0;');
      // Held until the process ends: a second runtime on the same data is refused instead of interleaved.
      this.#db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT;');
    } catch (error) {
      const busy = (error as { errcode?: number }).errcode === SQLITE_BUSY;
      if (busy) throw new Error(`${file} is in use by another runtime.`);
      throw new Error(`${file} cannot be opened: ${(error as Error).message}`);
    }
    const id = this.#pragma('application_id');
    const version = this.#pragma('user_version');
    const empty = this.get('SELECT count(*) AS n FROM sqlite_schema')?.n === 0;
    if (empty) this.#db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT};`);
    else if (id !== APPLICATION_ID) throw new Error(`${file} is not a data file of Gongdan.`);
    else if (version !== FORMAT) throw new Error(`${file} has format ${version}; this version reads format ${FORMAT}.`);
  }

  /** Runs a statement that changes something. It is part of the open group commit, see `durable`. */
  run(sql: string, ...values: SQLInputValue[]): { changes: number; lastInsertRowid: number } {
    this.#begin();
    const result = this.#prepare(sql).run(...values);
    return { changes: Number(result.changes), lastInsertRowid: Number(result.lastInsertRowid) };
  }

  get<T = Record<string, any>>(sql: string, ...values: SQLInputValue[]): T | undefined {
    return this.#prepare(sql).get(...values) as T | undefined;
  }

  all<T = Record<string, any>>(sql: string, ...values: SQLInputValue[]): T[] {
    return this.#prepare(sql).all(...values) as T[];
  }

  /** DDL, at start. */
  exec(sql: string): void {
    this.#begin();
    this.#db.exec(sql);
  }

  /** Runs `work` (synchronous) so that all of its writes happen or, when it throws, none. May nest. */
  atomically<T>(work: () => T): T {
    this.#begin();
    const name = `s${this.#depth++}`;
    this.#db.exec(`SAVEPOINT ${name}`);
    try {
      const result = work();
      this.#db.exec(`RELEASE ${name}`);
      return result;
    } catch (error) {
      this.#db.exec(`ROLLBACK TO ${name}; RELEASE ${name}`);
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }

  /**
   * Resolves when all that was written before the call is on disk. Writes of a few milliseconds share one commit (and one
   * fsync). Only what leaves the process has to wait for this: inside it everything sees the same, not yet committed state.
   */
  durable(): Promise<void> {
    if (!this.#open) return Promise.resolve();
    if (this.#waiting.length === 0) {
      // As long as commits take less than a quarter of the time there is no group to wait for.
      const group = performance.now() - this.#committedAt < 3 * this.#commitMs;
      if (group) this.#commitIn(GROUP_COMMIT_MS);
      else setImmediate(() => this.#commit());
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  close(): void {
    this.#commit();
    this.#statements.clear();
    this.#db.close();
  }

  #begin(): void {
    if (this.#open) return;
    this.#open = true;
    this.#db.exec('BEGIN IMMEDIATE');
    this.#commitIn(UNHURRIED_COMMIT_MS);
  }

  #commitIn(ms: number): void {
    clearTimeout(this.#commitTimer);
    this.#commitTimer = setTimeout(() => this.#commit(), ms);
  }

  #commit(): void {
    clearTimeout(this.#commitTimer);
    if (!this.#open) return;
    const begun = performance.now();
    this.#db.exec('COMMIT');
    this.#open = false;
    this.#committedAt = performance.now();
    this.#commitMs = this.#committedAt - begun;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #pragma(name: string): number {
    return Number(this.get(`PRAGMA ${name}`)?.[name]);
  }
}
