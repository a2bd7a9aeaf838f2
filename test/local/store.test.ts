import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { Store } from '../../local/store.ts';
import fc from '../support/properties.ts';

const root = mkdtempSync(join(tmpdir(), 'gongdan-store-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const newFile = (): string => join(mkdtempSync(join(root, 'data-')), 'gongdan.db');

const withNotes = (file: string, onFailure?: (failure: Error) => void): Store => {
  const store = new Store(file, onFailure);
  store.exec('CREATE TABLE IF NOT EXISTS notes (text TEXT)');
  return store;
};
const note = (store: Store, text: string): unknown => store.run('INSERT INTO notes VALUES (?)', text);
const notes = (store: Store): string[] =>
  store.all<{ text: string }>('SELECT text FROM notes ORDER BY rowid').map(({ text }) => text);

describe('what is durable', () => {
  it('is in the log on disk when durable() resolves, and not a moment before', async () => {
    const file = newFile();
    const store = withNotes(file);
    await store.durable();
    note(store, 'first-note');
    expect(readFileSync(`${file}-wal`).includes('first-note')).toBe(false);
    await store.durable();
    expect(readFileSync(`${file}-wal`).includes('first-note')).toBe(true);
    store.close();
  });

  it('tells everybody who waits, also those who came while the disk was at work', async () => {
    const store = withNotes(newFile());
    const told: string[] = [];
    const write = async (text: string): Promise<void> => {
      note(store, text);
      await store.durable();
      told.push(text);
    };
    const first = write('a');
    const second = write('b'); // the sync of `a` is under way
    const third = store.durable().then(() => told.push('nothing new'));
    await Promise.all([first, second, third]);
    expect(told.sort()).toEqual(['a', 'b', 'nothing new']);
    await store.durable(); // nothing to wait for
    store.close();
  });

  it('tells those who wait when the store is closed', async () => {
    const file = newFile();
    const store = withNotes(file);
    note(store, 'last');
    const waiting = [store.durable(), store.durable()];
    store.close();
    await Promise.all(waiting);
    const again = withNotes(file);
    expect(notes(again)).toEqual(['last']);
    again.close();
  });
});

describe('a log that was cut off anywhere', () => {
  it('gives back all that was durable by then, and no unit of work in part', async () => {
    const file = newFile();
    const store = withNotes(file);
    const durable: number[] = []; // length of the log when unit n was durable
    for (let unit = 0; unit < 12; unit += 1) {
      store.atomically(() => {
        note(store, `${unit}: one`);
        note(store, `${unit}: ${'two'.repeat(3000)}`); // more than a page
      });
      await store.durable();
      durable.push(statSync(`${file}-wal`).size);
    }
    const [data, log] = [readFileSync(file), readFileSync(`${file}-wal`)];
    store.close();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: log.length }), (length) => {
        const cut = newFile();
        writeFileSync(cut, data);
        writeFileSync(`${cut}-wal`, log.subarray(0, length));
        const again = withNotes(cut);
        const found = notes(again);
        again.close();
        expect(found.length % 2).toBe(0);
        expect(found.map((text) => text.split(':')[0])).toEqual(
          Array.from({ length: found.length }, (_, at) => String(Math.floor(at / 2))),
        );
        expect(found.length / 2).toBeGreaterThanOrEqual(durable.filter((size) => size <= length).length);
      }),
    );
  });
});

describe('a unit of work', () => {
  it('leaves all of its writes or none, however deep it is nested', () => {
    type Work = { readonly text: string; readonly fails: boolean; readonly inner: readonly Work[] };
    const work = fc.letrec<{ work: Work }>((tie) => ({
      work: fc.record({
        text: fc.string(),
        fails: fc.boolean(),
        inner: fc.oneof({ maxDepth: 4 }, fc.constant([]), fc.array(tie('work'), { maxLength: 3 })),
      }),
    })).work;
    const run = (store: Store, { text, fails, inner }: Work): void => {
      try {
        store.atomically(() => {
          note(store, text);
          for (const each of inner) run(store, each);
          if (fails) throw new Error('not this one');
        });
      } catch (error) {
        if ((error as Error).message !== 'not this one') throw error;
      }
    };
    const kept = ({ text, fails, inner }: Work): string[] => (fails ? [] : [text, ...inner.flatMap(kept)]);
    fc.assert(
      fc.property(fc.array(work, { maxLength: 4 }), (works) => {
        const store = withNotes(':memory:');
        for (const each of works) run(store, each);
        expect(notes(store)).toEqual(works.flatMap(kept));
        store.close();
      }),
    );
  });
});

describe('a disk that takes no more', () => {
  it('refuses the write, tells all who wait, and leaves what was answered', async () => {
    const file = newFile();
    const failures: string[] = [];
    const store = withNotes(file, ({ message }) => failures.push(message));
    note(store, 'answered');
    await store.durable();
    store.get('PRAGMA max_page_count = 8');
    note(store, 'not yet answered');
    const long = 'x'.repeat(200_000);
    expect(() => store.atomically(() => note(store, long))).toThrow(/can no longer be written/);
    expect(failures).toEqual([
      `${file} can no longer be written: database or disk is full. All that was answered is in it.`,
    ]);
    await expect(store.durable()).rejects.toThrow('database or disk is full');
    expect(() => note(store, 'after')).toThrow('database or disk is full');
    store.close();
    const again = withNotes(file);
    expect(notes(again)).toEqual(['answered']);
    again.close();
  });

  it('refuses a commit that fails, tells all who wait, and leaves what was answered', async () => {
    const file = newFile();
    const failures: string[] = [];
    const store = withNotes(file, ({ message }) => failures.push(message));
    store.exec('CREATE TABLE authors (id INTEGER PRIMARY KEY)');
    store.exec('CREATE TABLE replies (author INTEGER REFERENCES authors DEFERRABLE INITIALLY DEFERRED)');
    note(store, 'answered');
    await store.durable();
    store.get('PRAGMA foreign_keys = ON');
    note(store, 'lost');
    store.run('INSERT INTO replies VALUES (99)'); // noticed by COMMIT alone
    const waiting = [store.durable(), store.durable()];
    for (const each of waiting) await expect(each).rejects.toThrow(/can no longer be written/);
    expect(failures).toHaveLength(1);
    store.close();
    const again = withNotes(file);
    expect(notes(again)).toEqual(['answered']);
    again.close();
  });
});

describe('a data file', () => {
  const written = (): string => {
    const file = newFile();
    const store = withNotes(file);
    note(store, 'kept');
    store.close();
    return file;
  };
  const withFormat = (format: number): string => {
    const file = written();
    const db = new DatabaseSync(file);
    db.exec(`PRAGMA user_version = ${format}`);
    db.close();
    return file;
  };
  const foreign = (setUp: string): string => {
    const file = newFile();
    const db = new DatabaseSync(file);
    db.exec(setUp);
    db.close();
    return file;
  };
  const torn = (from: number): string => {
    const file = written();
    writeFileSync(file, readFileSync(file).fill(1, from));
    return file;
  };
  it.each<[string, () => string, RegExp]>([
    [
      'an older version',
      () => withFormat(0),
      /was written by an older version \(format 0; this one reads format 4\): start the version that wrote it, or delete the directory and begin anew, or choose another --data-dir\.$/,
    ],
    ['a newer version', () => withFormat(5), /was written by a newer version \(format 5; this one reads format 4\)/],
    ['another program', () => foreign('CREATE TABLE theirs (a)'), /gongdan\.db is not a data file of Gongdan\.$/],
    [
      'another program, still empty',
      () => foreign('PRAGMA application_id = 7; CREATE TABLE a (a); DROP TABLE a'),
      /is not a data file of Gongdan\.$/,
    ],
    [
      'nobody: it is damaged from its first byte',
      () => torn(0),
      /gongdan\.db cannot be opened: file is not a database$/,
    ],
    ['nobody: it is damaged behind its header', () => torn(100), /gongdan\.db cannot be opened: database disk image/],
  ])('refuses one of %s in one line and leaves it as it is', (_, make, said) => {
    const file = make();
    const before = readFileSync(file);
    expect(() => new Store(file)).toThrow(said);
    expect(() => new Store(file)).toThrow(/^[^\n]+$/);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(join(file, '..'))).toEqual(['gongdan.db']);
  });

  it.each([
    ['the log of an earlier start', ['functions.log', 'functions.log.1']],
    ['a mark of the disk or of git', ['lost+found', '.gitignore']],
  ])('is begun beside %s', (_, names) => {
    const file = newFile();
    for (const name of names) writeFileSync(join(file, '..', name), '');
    withNotes(file).close();
    expect(readdirSync(join(file, '..')).sort()).toEqual([...names, 'gongdan.db'].sort());
  });

  it('refuses to begin one where somebody else has files', () => {
    const file = newFile();
    writeFileSync(join(file, '..', 'package.json'), '{}');
    expect(() => new Store(file)).toThrow(
      /^[^\n]* is not a data directory of Gongdan: it has package\.json and no gongdan\.db\. Choose another --data-dir\.$/,
    );
    expect(readdirSync(join(file, '..'))).toEqual(['package.json']);
  });

  it.each([
    ['a folder', 0o555, () => newFile()],
    ['a file', 0o555, () => written()],
  ])('refuses %s that it may not write to, in one line', (_, mode, make) => {
    const file = make();
    chmodSync(root, 0o755);
    chmodSync(join(file, '..'), mode);
    // Root may write anywhere, so the attempt is made as nobody.
    const attempt = `
      import { Store } from ${JSON.stringify(new URL('../../local/store.ts', import.meta.url).href)};
      if (process.getuid() === 0) process.setuid(65534);
      try { new Store(${JSON.stringify(file)}); } catch (error) { console.log(error.message); }`;
    const args = ['--no-warnings', '--input-type=module', '--eval', attempt];
    const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(stdout).toMatch(/^[^\n]*gongdan\.db may not be written to by this user: [^\n]+\n$/);
  });

  it('refuses a second runtime while the first is open, and only so long', () => {
    const file = written();
    const first = withNotes(file);
    expect(() => new Store(file)).toThrow(/^[^\n]*gongdan\.db is in use by another runtime\.$/);
    note(first, 'undisturbed');
    first.close();
    const second = withNotes(file);
    expect(notes(second)).toEqual(['kept', 'undisturbed']);
    second.close();
  });
});
