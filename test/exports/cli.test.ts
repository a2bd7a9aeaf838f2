/** `gongdan export` and `gongdan exports` against the whole system. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../client/cli/run.ts';
import type { World } from '../../client/cli/terminal.ts';
import { SCOPES } from '../../contracts/routes/route.ts';
import { GATHERED_MS, type System, startSystem } from '../support/system.ts';

let system: System;
let token: string;
beforeAll(async () => {
  system = await startSystem();
  await system.post('订单超时未派送');
  await system.post('退款一直没到账');
  await system.runtime.advance(GATHERED_MS);
  token = await system.runtime.token('agt_operator', [SCOPES.operator]);
});
afterAll(() => system[Symbol.asyncDispose]());

const DAYS = ['--from', '2026-03-02', '--to', '2026-03-02'];

/** One command line; the system comes to rest where a person would wait. */
const gongdan = async (args: readonly string[], more: Partial<World> = {}) => {
  const out: string[] = [];
  const err: string[] = [];
  const written = new Map<string, string>();
  const code = await run(args, {
    env: { GONGDAN_URL: system.runtime.url, GONGDAN_TOKEN: token, LANG: 'zh_CN.UTF-8' },
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    colours: false,
    timeZone: 'Asia/Shanghai',
    readFile: () => '',
    files: {
      read: () => new Uint8Array(),
      write: (path, bytes) => void written.set(path, Buffer.from(bytes).toString('utf8')),
    },
    sleep: () => system.runtime.settle(),
    ...more,
  });
  return { code, out: out.join('\n'), err: err.join('\n'), written };
};

describe('gongdan export', () => {
  it('saves a CSV with titles in the language of the terminal, and says how many rows', async () => {
    const { code, out, err, written } = await gongdan([
      ...['export', ...DAYS, '--columns', 'code,category', '-o', 'tickets.csv'],
    ]);
    expect([code, out, err]).toEqual([0, 'tickets.csv  已完成  2 行', '100 %  2/2']);
    expect(written.get('tickets.csv')).toMatch(/^\uFEFF工单号,问题类型\r\n(\w{8},[a-z-]+\r\n){2}$/);
  });

  it('prints to a pipe what a program reads, and nothing else', async () => {
    const { out } = await gongdan(['export', ...DAYS, '--format', 'ndjson', '--columns', 'code,phase']);
    const rows = out.split('\n').map((line) => JSON.parse(line));
    expect(rows.map((row) => Object.keys(row))).toEqual([
      ['code', 'phase'],
      ['code', 'phase'],
    ]);
  });

  it('draws a bar on a terminal', async () => {
    const drawn: string[] = [];
    const screen = { write: (text: string) => void drawn.push(text), rows: () => 24 };
    const { err } = await gongdan(['export', ...DAYS, '-o', 'tickets.csv'], { screen, columns: 80 });
    expect(err).toBe('');
    expect(drawn.join('')).toMatch(/█{40} 100% {2}2\/2/);
  });

  it('is cancelled by Ctrl-C', async () => {
    const stop = new AbortController();
    const { code, err } = await gongdan(['export', ...DAYS, '-o', 'none.csv'], {
      interrupted: () => stop.signal,
      sleep: async () => stop.abort(),
    });
    expect([code, err]).toEqual([1, 'gongdan: The export is cancelled.']);
  });

  it('refuses days that are none, and more than a quarter', async () => {
    const long = await gongdan(['export', '--from', '2026-01-01', '--to', '2026-12-31']);
    expect([long.code, long.err]).toEqual([1, expect.stringContaining('An export is of at most 92 days')]);
    expect((await gongdan(['export', '--from', 'monday', '--to', '2026-03-02'])).err).toMatch(/\[invalid-request\]/);
    expect((await gongdan(['export', ...DAYS, '--format', 'xlsx'])).code).toBe(2);
  });
});

describe('gongdan exports', () => {
  it('lists mine, saves one again, and cancels one', async () => {
    await gongdan(['export', ...DAYS, '-o', 'tickets.csv']);
    const items: { readonly id: string; readonly state: string; readonly format: string }[] = JSON.parse(
      (await gongdan(['exports', '--json'])).out,
    );
    const id = items.find(({ state, format }) => state === 'done' && format === 'csv')?.id ?? '';
    expect((await gongdan(['exports'])).out).toMatch(new RegExp(`${id} +已完成 +csv +2026-03-02`));
    const { written } = await gongdan(['exports', 'fetch', id, '-o', 'again.csv']);
    expect(written.get('again.csv')).toMatch(/^\uFEFF工单号,/);
    expect((await gongdan(['exports', 'cancel', id])).err).toMatch(/\[export-over\]/);
    expect((await gongdan(['exports', 'fetch', 'exp_none'])).err).toMatch(/\[export-not-found\]/);
  });
});
