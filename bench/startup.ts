/** From a synthesised assembly to the first answer: in process as tests start it, and as `npm start` does. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRuntime } from '../local/runtime.ts';
import type { Row } from './table.ts';

const RUNS = 5;
const BUDGET_S = 2;
const ASSEMBLY = join('cdk.out', 'local');

export const startup = async (report: (row: Row) => void): Promise<void> => {
  const row = { unit: 's', budget: BUDGET_S, better: 'less' } as const;
  await inProcess(); // what the first one imports belongs to the process, below
  report({ what: 'in process, empty store, to the first answer', value: await median(inProcess), ...row });
  report({ what: 'a process with a new data directory, to "it is there"', value: await median(asProcess), ...row });
  report({ what: 'the same, the first one of a build', value: await median(firstOfBuild), ...row });
};

/** It loads every bundle once, to see whether one throws. */
const firstOfBuild = (): Promise<number> => {
  rmSync(join(ASSEMBLY, 'loaded-bundles.json'), { force: true });
  return asProcess();
};

const inProcess = async (): Promise<number> => {
  const begun = performance.now();
  const runtime = await startRuntime({
    assembly: ASSEMBLY,
    dataDir: ':memory:',
    port: 0,
    clock: { kind: 'stepped' },
  });
  try {
    const { status } = await fetch(`${runtime.url}/v1/openapi.json`);
    if (status !== 200) throw new Error(`The first answer was ${status}.`);
    return (performance.now() - begun) / 1000;
  } finally {
    await runtime.stop();
  }
};

/** Its first start creates the tables and the agents of the sample desk, too. */
const asProcess = async (): Promise<number> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gongdan-bench-'));
  const begun = performance.now();
  const child = spawn(process.execPath, [join('local', 'main.ts'), '--port', '0', '--data-dir', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const first = await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => undefined)]);
    if (!first) throw new Error('The runtime ended instead of starting.');
    return (performance.now() - begun) / 1000;
  } finally {
    child.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  }
};

const median = async (measure: () => Promise<number>): Promise<number> => {
  const values: number[] = [];
  for (let run = 0; run < RUNS; run += 1) values.push(await measure());
  return values.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
};
