import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Bundle, loadTogether } from '../../../local/lambda/load-together.ts';
import { loadedBefore } from '../../../local/lambda/loaded-before.ts';
import { tempFolder } from '../support/assembly.ts';

const bundle = (code: string, environment: Record<string, string> = {}, handlerName = 'handler'): Bundle => {
  const file = join(tempFolder(), 'index.mjs');
  writeFileSync(file, code);
  return { file, handlerName, environment };
};
const SOUND = 'export const handler = () => 1;';

describe('loading many bundles at once', { timeout: 30_000 }, () => {
  it('answers those that load, each with the environment of its own', async () => {
    const wants = 'if (process.env.TABLE !== "tickets") throw new Error("no table");';
    const [first, second] = [bundle(SOUND), bundle(`${wants}${SOUND}`, { TABLE: 'tickets' })];
    const [thrown, nameless, without] = [
      bundle(`throw new TypeError("no policy"); ${SOUND}`),
      bundle('export const other = 1;'),
      bundle(`${wants}${SOUND}`),
    ];
    const loaded = await loadTogether([first, thrown, nameless, without, second]);
    expect(loaded).toEqual(new Set([first, second]));
  });

  it('ends with one that exits, and proves nothing of those after it', async () => {
    const before = bundle(SOUND);
    const exits = bundle(`process.exit(0); ${SOUND}`);
    // Every second one is loaded by the other process, if there are two.
    expect(await loadTogether([before, exits, exits, exits])).toEqual(new Set([before]));
  });

  it('ends with one that hangs', async () => {
    expect(await loadTogether([bundle(`for (;;); ${SOUND}`)], 200)).toEqual(new Set());
  });

  it('has nothing to do for no bundles', async () => {
    expect(await loadTogether([])).toEqual(new Set());
  });
});

describe('what has loaded before', () => {
  it('is known again as long as its files, its handler and its environment are the same', () => {
    const assembly = tempFolder();
    const known = bundle(SOUND, { TABLE: 'a', PAGE: 'http://127.0.0.1:4000/v1', PEER: 'http://127.0.0.1:4000' });
    loadedBefore(assembly).keep([known]);
    const has = (changed: Partial<Bundle>): boolean => loadedBefore(assembly).has({ ...known, ...changed });
    expect(has({})).toBe(true);
    const { environment } = known;
    expect(has({ environment: { ...environment, TABLE: 'b' } })).toBe(false);
    expect(has({ handlerName: 'other' })).toBe(false);
    const moved = { PAGE: 'http://127.0.0.1:39/v1', PEER: 'http://127.0.0.1:39' };
    expect(has({ environment: { ...environment, ...moved } })).toBe(true); // the runtime's own port
    writeFileSync(join(known.file, '..', 'policy.json'), '{}');
    expect(has({})).toBe(false);
  });

  it('is nothing when the file is damaged or the folder takes none', () => {
    const assembly = tempFolder();
    const known = bundle(SOUND);
    loadedBefore(assembly).keep([known]);
    const file = join(assembly, 'loaded-bundles.json');
    for (const damaged of ['', '{}', '[1]', readFileSync(file, 'utf8').slice(0, 20)]) {
      writeFileSync(file, damaged);
      expect(loadedBefore(assembly).has(known)).toBe(false);
    }
    const nowhere = join(assembly, 'nowhere');
    loadedBefore(nowhere).keep([known]);
    expect(existsSync(nowhere)).toBe(false);
  });
});
