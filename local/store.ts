/**
 * The one file that holds the runtime's state (`<data-dir>/gongdan.db`, SQLite in WAL mode): tables, change records, queues,
 * executions and timers. Because all of it is one database, a crash can never leave one of them ahead of another.
 */
import { closeSync, fdatasync, openSync } from 'node:fs';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { openDataFile, primaryCode } from './data-file.ts';

const UNHURRIED_COMMIT_MS = 25; // while nobody outside waits for it
const UNHURRIED_IN_MEMORY_MS = 1000; // merely keeps SQLite's journal short

/** After these the transaction may be gone, so that memory is ahead of the disk. */
const SQLITE_NOMEM = 7;
const SQLITE_IOERR = 10;
const SQLITE_FULL = 13;
const FATAL: ReadonlySet<number> = new Set([SQLITE_NOMEM, SQLITE_IOERR, SQLITE_FULL]);

/** Nobody may be told of what did not get to the disk, and memory knows nothing else: there is no way on but a new start. */
function endProcess(failure: Error): void {
  console.error(`gongdan: ${failure.message}`);
  process.exit(1);
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (failure: Error) => void;
}

export class Store {
  readonly #file: string;
  readonly #db: DatabaseSync;
  readonly #onFailure: (failure: Error) => void;
  readonly #statements = new Map<string, StatementSync>();
  #depth = 0;
  #open = false;
  #commitTimer: NodeJS.Timeout | undefined;
  /** Wait for the next sync. */
  #waiting: Waiting[] = [];
  /** Wait for the one under way. */
  #syncing: Waiting[] | undefined;
  /** Something is committed that no sync has begun for. */
  #unsynced = false;
  /** Descriptor of SQLite's write-ahead log; none in memory, none once closed. */
  #log: number | undefined;
  #logInUse = false;
  #failure: Error | undefined;

  /**
   * `file`: a path, or `:memory:`. Throws an Error with one clear line when the file is damaged or not ours, and leaves it as
   * it is. `onFailure`: when a write cannot be brought to the disk; the default ends the process with one line and exit code 1.
   */
  constructor(file: string, onFailure: (failure: Error) => void = endProcess) {
    this.#file = file;
    this.#onFailure = onFailure;
    this.#db = openDataFile(file);
    this.#log = file === ':memory:' ? undefined : openSync(`${file}-wal`, 'r+');
  }

  /** Runs a statement that changes something. It is part of the open group commit, see `durable`. */
  run(sql: string, ...values: SQLInputValue[]): { changes: number; lastInsertRowid: number } {
    this.#begin();
    try {
      const result = this.#prepare(sql).run(...values);
      return { changes: Number(result.changes), lastInsertRowid: Number(result.lastInsertRowid) };
    } catch (error) {
      throw this.#lost(error) ? this.#fail(error) : error;
    }
  }

  /** A statement is kept by its text. `LIMIT ?` would have it prepared anew at every call: write the number into the text. */
  get<T = Record<string, any>>(sql: string, ...values: SQLInputValue[]): T | undefined {
    return this.#prepare(sql).get(...values) as T | undefined;
  }

  all<T = Record<string, any>>(sql: string, ...values: SQLInputValue[]): T[] {
    return this.#prepare(sql).all(...values) as T[];
  }

  /** DDL, at start. */
  exec(sql: string): void {
    this.#begin();
    try {
      this.#db.exec(sql);
    } catch (error) {
      throw this.#lost(error) ? this.#fail(error) : error;
    }
  }

  /** Runs `work` (synchronous) so that all of its writes happen or, when it throws, none. May nest. */
  atomically<T>(work: () => T): T {
    this.#begin();
    const name = `s${this.#depth++}`;
    this.#prepare(`SAVEPOINT ${name}`).run();
    try {
      const result = work();
      this.#prepare(`RELEASE ${name}`).run();
      return result;
    } catch (error) {
      if (this.#failure) throw this.#failure; // the savepoint may be gone with its transaction
      this.#db.exec(`ROLLBACK TO ${name}; RELEASE ${name}`);
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }

  /**
   * Resolves when all that was written before the call is on disk. Writes that come close together share one fsync, which
   * does not hold up the event loop. Only what leaves the process has to wait for this: inside it everything sees the same,
   * not yet committed state. Rejects when it cannot be brought to the disk.
   */
  durable(): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure);
    if (!this.#open && !this.#unsynced) {
      return this.#syncing
        ? new Promise((resolve, reject) => this.#syncing?.push({ resolve, reject }))
        : Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      if (!this.#syncing) this.#sync();
    });
  }

  /** Brings everything to the disk first. */
  close(): void {
    this.#commit();
    this.#statements.clear();
    this.#db.close(); // moves the log into the file and syncs both
    for (const { resolve } of this.#takeWaiting()) resolve();
    if (this.#log !== undefined && !this.#logInUse) closeSync(this.#log);
    this.#log = undefined;
  }

  #begin(): void {
    if (this.#open) return;
    if (this.#failure) throw this.#failure;
    this.#db.exec('BEGIN IMMEDIATE');
    this.#open = true;
    this.#commitIn(this.#log === undefined ? UNHURRIED_IN_MEMORY_MS : UNHURRIED_COMMIT_MS);
  }

  #commitIn(ms: number): void {
    clearTimeout(this.#commitTimer);
    this.#commitTimer = setTimeout(() => this.#commit(), ms);
  }

  #commit(): void {
    clearTimeout(this.#commitTimer);
    if (!this.#open) return;
    try {
      this.#db.exec('COMMIT');
      this.#open = false;
      this.#unsynced = true;
    } catch (error) {
      this.#fail(error);
    }
  }

  /** COMMIT has written to the log; here the disk has it, and those who wait are told. */
  #sync(): void {
    this.#commit();
    if (this.#failure) return;
    this.#unsynced = false;
    this.#syncing = this.#waiting;
    this.#waiting = [];
    const log = this.#log;
    if (log === undefined) {
      for (const { resolve } of this.#takeWaiting()) resolve();
      return;
    }
    this.#logInUse = true;
    fdatasync(log, (error) => {
      this.#logInUse = false;
      if (this.#log === undefined) return closeSync(log);
      if (error) return void this.#fail(error);
      const synced = this.#syncing ?? [];
      this.#syncing = undefined;
      for (const { resolve } of synced) resolve();
      if (this.#waiting.length > 0) this.#sync();
    });
  }

  #takeWaiting(): readonly Waiting[] {
    const waiting = [...(this.#syncing ?? []), ...this.#waiting];
    this.#syncing = undefined;
    this.#waiting = [];
    return waiting;
  }

  /** Whether the error of a statement cost more than that statement. */
  #lost(error: unknown): boolean {
    return FATAL.has(primaryCode(error)) || !this.#db.isTransaction;
  }

  /** What was not committed is given up: the file stays as the last commit left it. */
  #fail(cause: unknown): Error {
    const failure = new Error(
      `${this.#file} can no longer be written: ${(cause as Error).message}. All that was answered is in it.`,
      { cause },
    );
    this.#failure = failure;
    this.#open = false;
    clearTimeout(this.#commitTimer);
    this.#onFailure(failure);
    if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
    for (const { reject } of this.#takeWaiting()) reject(failure);
    return failure;
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
