import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { httpApi, lambda, role, tempFolder, writeAssembly } from '../support/assembly.ts';
import { start } from '../support/runtime.ts';

const HANDLER = `
  import { readFileSync } from 'node:fs';
  export const handler = async () => readFileSync(new URL('./policy.json', import.meta.url), 'utf8');
`;
const POLICY = 'export const policy = 1;';

/** An assembly with a file beside the bundle, which is read when a request comes. */
function build(): string {
  const Resources = {
    Role: role('lambda.amazonaws.com'),
    Desk: lambda('a1', 'Role'),
    ...httpApi('Desk', { 'GET /': {} }),
  };
  const folder = writeAssembly({ One: { Resources } }, { a1: HANDLER, b2: POLICY });
  renameSync(join(folder, 'asset.b2', 'index.mjs'), join(folder, 'asset.a1', 'policy.json'));
  return folder;
}

describe('a build under a running system', () => {
  it.each([':memory:', tempFolder()])(
    'does not take the bundles away that it works with, nor the files beside them: data in %s',
    async (dataDir) => {
      const assembly = build();
      await using machine = await start(assembly, { dataDir });
      rmSync(assembly, { recursive: true });
      const answer = await fetch(machine.runtime.url);
      expect([answer.status, await answer.text()]).toEqual([200, POLICY]);
      expect(machine.said).toEqual([]);
    },
  );

  it('leaves no copy behind when it stops, nor what a killed one left', async () => {
    const dataDir = tempFolder();
    await (await start(build(), { dataDir })).runtime.stop();
    mkdirSync(join(dataDir, 'assets', 'asset.of-a-killed-one'), { recursive: true });
    const { runtime } = await start(build(), { dataDir });
    expect(readdirSync(join(dataDir, 'assets'))).toEqual(['asset.a1']);
    await runtime.stop();
    expect(readdirSync(dataDir)).not.toContain('assets');
  });
});
