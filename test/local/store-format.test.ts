import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, it } from 'vitest';
import { startSystem } from '../support/system.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'gongdan-format-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

it('keeps the tables of its format: other tables need another number, so that older data is refused by name', async () => {
  await (await startSystem(dataDir)).runtime.stop();
  const db = new DatabaseSync(join(dataDir, 'gongdan.db'));
  const format = db.prepare('PRAGMA user_version').get()?.user_version;
  const tables = db.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name').all();
  db.close();
  const text = tables.map(({ sql }) => `${String(sql).replace(/\s+/g, ' ')};\n`).join('');
  // When this fails, raise FORMAT in local/data-file.ts and run the test again: it writes the tables of the new format.
  await expect(text).toMatchFileSnapshot(`./store-formats/${format}.sql`);
});
