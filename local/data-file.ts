/** The file that the store works on: whose it is, which format it has, who may use it. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * To be raised with every change of a table, or of what stands in its items that is not read in both shapes. A new table or
 * index needs none: what is missing is made at the start.
 */
const FORMAT = 4;
const APPLICATION_ID = 0x676f6e67; // "gong"
const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_CANTOPEN = 14;

/**
 * Opens or begins the file for this process alone. Throws an Error with one clear line when it is damaged, in use, not ours or
 * of another format, and leaves it as it is.
 */
export function openDataFile(file: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    checkFolder(file);
    db = new DatabaseSync(file);
    const empty = identify(db, file); // before anything is written
    // NORMAL syncs the log before it is moved into the file; after a commit `Store` does so itself, beside its work.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 0;');
    // Held until the process ends: a second runtime on the same data is refused instead of interleaved.
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT;');
    if (empty) db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT};`);
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof Refused) throw error;
    const { message } = error as Error;
    const code = primaryCode(error);
    if (code === SQLITE_BUSY) throw new Error(`${file} is in use by another runtime.`);
    if (code === SQLITE_READONLY || code === SQLITE_CANTOPEN)
      throw new Error(`${file} may not be written to by this user: ${message}`);
    throw new Error(`${file} cannot be opened: ${message}`);
  }
}

class Refused extends Error {}

/**
 * Beside the data file the runtime keeps files of its own and clears them away, so it does not settle in a folder in use.
 * What begins with a dot, the log of functions and `lost+found` may be where a runtime has not been yet.
 */
function checkFolder(file: string): void {
  if (file === ':memory:' || existsSync(file)) return;
  const folder = dirname(file);
  const mayBe = (name: string): boolean =>
    /^(\.|functions\.log|lost\+found$)/.test(name) || name.startsWith(basename(file));
  const found = readdirSync(folder).find((name) => !mayBe(name));
  if (found === undefined) return;
  throw new Refused(
    `${folder} is not a data directory of Gongdan: it has ${found} and no ${basename(file)}. Choose another --data-dir.`,
  );
}

/** Answers whether the file is new. Throws Refused when it is not ours, or of another format. */
function identify(db: DatabaseSync, file: string): boolean {
  const number = (sql: string): number => Number(Object.values(db.prepare(sql).get() ?? {})[0]);
  const id = number('PRAGMA application_id');
  const format = number('PRAGMA user_version');
  const empty = number('SELECT count(*) FROM sqlite_schema') === 0;
  if (empty && (id === 0 || id === APPLICATION_ID)) return true;
  if (id !== APPLICATION_ID) throw new Refused(`${file} is not a data file of Gongdan.`);
  if (format === FORMAT) return false;
  const [age, remedy] =
    format < FORMAT
      ? ['an older', 'start the version that wrote it, or delete the directory and begin anew']
      : ['a newer', 'start that version'];
  throw new Refused(
    `${file} was written by ${age} version (format ${format}; this one reads format ${FORMAT}): ${remedy}, or choose another --data-dir.`,
  );
}

/** SQLite's result code without its extension. */
export const primaryCode = (error: unknown): number => ((error as { errcode?: number }).errcode ?? 0) & 0xff;
