import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { KILLED_DEFINITION, openMachine, START } from './machine.ts';

const CHILD = new URL('./killed-process.ts', import.meta.url).pathname;

/** Kills the runtime once it has told that it began so many executions; resolves to their names. */
async function killedAfter(file: string, count: number): Promise<string[]> {
  const child = spawn(process.execPath, [CHILD, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const names: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    names.push(line);
    if (names.length === count) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return names.filter((name) => /^n-\d+$/.test(name));
}

describe('kill -9', () => {
  it.each([1, 60, 333])('after %i executions loses none and ends each once', { timeout: 30_000 }, async (count) => {
    const folder = mkdtempSync(join(tmpdir(), 'states-'));
    const file = join(folder, 'gongdan.db');
    try {
      const names = await killedAfter(file, count);
      expect(names.length).toBeGreaterThanOrEqual(count);
      const desk = openMachine(KILLED_DEFINITION, {
        file,
        now: START + 3_600_000,
        integrate: async (call) => call.arguments,
      });
      await desk.advance(60);
      for (const name of names) {
        expect(await desk.describe(name)).toMatchObject({ status: 'SUCCEEDED', output: Number(name.slice(2)) + 1 });
        const ids = (await desk.events(name)).map(({ id }) => id);
        expect(ids).toEqual(ids.map((_, index) => index + 1));
      }
      desk.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
