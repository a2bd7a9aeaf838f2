import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, it } from 'vitest';
import { startSystem } from '../support/system.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'gongdan-format-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const FORMATS = join(import.meta.dirname, 'store-formats');

it('keeps the tables of its format as they were: only new ones may stand beside them', async () => {
  await (await startSystem(dataDir)).runtime.stop();
  const db = new DatabaseSync(join(dataDir, 'gongdan.db'));
  const format = db.prepare('PRAGMA user_version').get()?.user_version;
  const tables = db.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name').all();
  db.close();
  const lines = tables.map(({ sql }) => `${String(sql).replace(/--.*/g, '').replace(/\s+/g, ' ')};`);
  const file = join(FORMATS, `${format}.sql`);
  if (!existsSync(file)) return expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(file);
  // When this fails, raise FORMAT in local/data-file.ts and run the test again: it writes the tables of the new format.
  expect(lines).toEqual(expect.arrayContaining(readFileSync(file, 'utf8').trimEnd().split('\n')));
});

it('goes on with data that an earlier version of the same format has begun', async () => {
  const folder = mkdtempSync(join(dataDir, 'first-'));
  const db = new DatabaseSync(join(folder, 'gongdan.db'));
  db.exec(`PRAGMA application_id = ${0x676f6e67}; PRAGMA user_version = 4;`);
  db.exec(readFileSync(join(FORMATS, '4.sql'), 'utf8').replace(/.* sqlite_sequence.*/, '')); // SQLite makes it
  db.close();
  await using system = await startSystem(folder);
  expect((await system.post('快递到哪了')).phase).toBe('queued');
});

it('refuses data of an older format by name, and leaves it as it is', async () => {
  const folder = mkdtempSync(join(dataDir, 'older-'));
  const file = join(folder, 'gongdan.db');
  const before = new DatabaseSync(file);
  before.exec(`PRAGMA application_id = ${0x676f6e67}; PRAGMA user_version = 1; CREATE TABLE item (key TEXT);`);
  before.close();
  const bytes = readFileSync(file);
  await expect(startSystem(folder)).rejects.toThrow(
    /gongdan\.db was written by an older version \(format 1; this one reads format 4\)/,
  );
  expect(readFileSync(file)).toEqual(bytes);
});
