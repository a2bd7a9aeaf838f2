import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { clientsOf } from '../kill/clients.ts';
import { finish, rest } from '../kill/finish.ts';
import { killOften } from '../kill/kill-often.ts';
import { Ledger } from '../kill/ledger.ts';
import { beginLife } from '../kill/life.ts';
import { postOf } from '../kill/players.ts';

const ASSEMBLY = 'cdk.out/local';
const folders: string[] = [];
const dataFolder = (): string => {
  folders.push(mkdtempSync(join(tmpdir(), 'gongdan-crash-')));
  return folders.at(-1) as string;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const POSTS = 200;
const AT_ONCE = 16;

it('loses and doubles nothing when it is killed while 200 tickets are posted', { timeout: 180_000 }, async () => {
  const dataDir = dataFolder();
  const ledger = new Ledger();
  const answered = () => Object.keys(ledger.posts).length;
  let next = 0;
  // The first lives end in the middle; the channel posts again what was not answered, as channels do.
  for (const killAfter of [60, 130, POSTS]) {
    const life = beginLife(ASSEMBLY, dataDir, 1);
    const clients = clientsOf(await life.ready());
    const poster = async (): Promise<void> => {
      while (!clients.over && answered() < killAfter) {
        const request = ledger.takeCutOff() ?? (next < POSTS ? postOf('shop', `u-${next++}`).request : undefined);
        if (!request || !(await ledger.ask(request, clients, true))) return;
      }
      clients.over = true;
      await life.kill();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, poster));
    await life.kill();
  }
  expect(ledger.faults).toEqual([]);
  expect(answered()).toBe(POSTS);
  expect(await rest(ASSEMBLY, dataDir, ledger)).toMatchObject({ tickets: POSTS });
});

it('keeps every invariant when it is killed at work, at its start, and while it stops', {
  timeout: 120_000,
}, async () => {
  const seed = Date.now() % 1_000_000;
  console.info(`seed ${seed}`);
  const dataDir = dataFolder();
  const { ledger, moments } = await killOften({ kills: 4, seed, assembly: ASSEMBLY, dataDir, speed: 20 });
  expect(moments).toMatchObject({ work: 2, start: 1, stop: 1 });
  const { tickets } = await finish(ASSEMBLY, dataDir, ledger);
  expect(tickets).toBeGreaterThanOrEqual(Object.keys(ledger.posts).length);
});
