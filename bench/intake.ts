/** Tickets over HTTP into the embedded runtime on disk, with all that follows from them going on at the same time. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load, newTicket } from './load.ts';
import type { Row } from './table.ts';

// docs: the fastest open help desk measured on two cores, Peppermint, at concurrency 1, 8 and 32; the budget is four times that.
const BUDGET = { 1: 4 * 91, 8: 4 * 118, 32: 4 * 125 } as const;
const LATENCY: Readonly<Record<number, { readonly of: 'p50Ms' | 'p99Ms'; readonly ms: number }>> = {
  1: { of: 'p50Ms', ms: 5 },
  32: { of: 'p99Ms', ms: 90 },
};
const READS = 202;
const LISTS = 153;
const MEMORY_MIB = 324;
const CALLS = 1500;

export const intake = async (report: (row: Row) => void): Promise<void> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gongdan-bench-'));
  const child = fork(join(import.meta.dirname, 'runtime-process.ts'), [dataDir]);
  try {
    const { url, key, token } = await answer<{ url: string; key: string; token: string }>(child);
    await load(url, () => newTicket(key), 200, 8); // warm
    for (const concurrency of [1, 8, 32] as const) {
      const { perSecond, p50Ms, p99Ms } = await load(url, () => newTicket(key), CALLS, concurrency);
      report({
        what: `create, ${concurrency} at once`,
        value: perSecond,
        unit: 'per s',
        budget: BUDGET[concurrency],
        better: 'more',
      });
      const limit = LATENCY[concurrency];
      report({
        what: '  p50',
        value: p50Ms,
        unit: 'ms',
        ...(limit?.of === 'p50Ms' && { budget: limit.ms }),
        better: 'less',
      });
      report({
        what: '  p99',
        value: p99Ms,
        unit: 'ms',
        ...(limit?.of === 'p99Ms' && { budget: limit.ms }),
        better: 'less',
      });
    }
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
    report({
      what: 'memory of the whole runtime, peak',
      value: Number(peak) / 1024,
      unit: 'MiB',
      budget: MEMORY_MIB,
      better: 'less',
    });

    const begun = performance.now();
    child.send('settle');
    await answer(child);
    report({
      what: 'until all that followed was done',
      value: (performance.now() - begun) / 1000,
      unit: 's',
      better: 'less',
    });

    const headers = { authorization: `Bearer ${token}` };
    const { items } = (await (await fetch(`${url}/v1/queues/logistics/tickets`, { headers })).json()) as {
      items: { id: string }[];
    };
    const id = items[0]?.id;
    const get = (path: string) => () => ({ method: 'GET', path, headers, body: '' });
    const read = await load(url, get(`/v1/tickets/${id}`), CALLS, 8);
    report({
      what: 'read a ticket, 8 at once',
      value: read.perSecond,
      unit: 'per s',
      budget: 2 * READS,
      better: 'more',
    });
    const list = await load(url, get('/v1/queues/logistics/tickets?limit=25'), CALLS, 8);
    report({ what: 'list 25, 8 at once', value: list.perSecond, unit: 'per s', budget: 2 * LISTS, better: 'more' });
    const note = () => ({
      method: 'POST',
      path: `/v1/tickets/${items[Math.floor(Math.random() * items.length)]?.id}/note`,
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{"text":"已联系网点核实"}',
    });
    const command = await load(url, note, CALLS, 8);
    report({ what: 'command, 8 at once', value: command.perSecond, unit: 'per s', budget: 2 * 168, better: 'more' });
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit').catch(() => {});
    rmSync(dataDir, { recursive: true, force: true });
  }
};

const answer = async <T>(child: ChildProcess): Promise<T> => {
  const [message] = await once(child, 'message');
  return message as T;
};
