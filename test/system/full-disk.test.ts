import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Unreachable } from '../../client/api-problem.ts';
import { createChannelClient } from '../../client/channel-client.ts';
import { snapshotOf } from '../support/desk-snapshot.ts';
import { faultsOf } from '../support/invariants.ts';
import { startSystem } from '../support/system.ts';

const MAIN = new URL('../../local/main.ts', import.meta.url).pathname;
const MOST_KIB = 2048; // per file; above what the sample desk takes
const dataDir = mkdtempSync(join(tmpdir(), 'gongdan-full-'));
let child: ChildProcess | undefined;
afterAll(() => {
  child?.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

it('refuses to go on when the disk is full: one line, exit code 1, and all that was answered is kept', async () => {
  // The limit of the shell on the size of a file stands for the end of the disk: a write beyond it fails.
  const args = [process.execPath, MAIN, '--port', '0', '--assembly', 'cdk.out/local', '--data-dir', dataDir];
  child = spawn('bash', ['-c', `ulimit -f ${MOST_KIB}; exec "$0" "$@"`, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'close');
  let said = '';
  child.stderr?.on('data', (text) => (said += text));
  let printed = '';
  const url = await new Promise<string>((resolve) => {
    child?.stdout?.on('data', (text) => {
      printed += text;
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed) ?? [];
      if (found) resolve(found);
    });
  });
  const { key } = (await (await fetch(`${url}/_local/channels/shop/key`)).json()) as { key: string };
  const shop = createChannelClient({ url, channel: 'shop', key });

  const posts: Record<string, string> = {};
  const post = async (uniqueId: string): Promise<void> => {
    const body = { uniqueId, subject: '快递到哪了', description: '慢'.repeat(10_000), customer: { id: 'c-1' } };
    posts[`shop#${uniqueId}`] = (await shop.createTicket({ body })).id;
  };
  let next = 0;
  const poster = async (): Promise<void> => {
    for (;;) await post(`u-${next++}`);
  };
  for (const { reason } of (await Promise.allSettled([
    poster(),
    poster(),
    poster(),
    poster(),
  ])) as PromiseRejectedResult[])
    expect(reason).toBeInstanceOf(Unreachable);
  expect(await exit).toEqual([1, null]);
  expect(said).toMatch(
    /^gongdan: [^\n]*gongdan\.db can no longer be written: [^\n]+ All that was answered is in it\.\n$/,
  );
  expect(Object.keys(posts).length).toBeGreaterThan(5);

  await using system = await startSystem(dataDir);
  expect(faultsOf(await snapshotOf(system.runtime), { posts, events: [] })).toEqual([]);
});
