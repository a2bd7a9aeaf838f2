/** The client as a package: what it weighs, what it needs, and that it works where it is meant to. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleClient } from '../../bin/bundle-client.ts';
import { isSignature } from '../../contracts/signature.ts';
import { problemDocument, type Received, type Reply, withServer } from './outside.ts';

const MOST_GZIP_BYTES = 15_000;

let bundle: Awaited<ReturnType<typeof bundleClient>>;
beforeAll(async () => {
  bundle = await bundleClient();
});

const answer = ({ path, method }: Received): Reply => {
  if (path === '/') return { text: '<!doctype html><title>desk</title>', headers: { 'content-type': 'text/html' } };
  if (path === '/client.js') return { text: bundle.code, headers: { 'content-type': 'text/javascript' } };
  if (method === 'GET') return { json: path.includes('page=') ? { items: [2] } : { items: [1], next: 'n' } };
  if (path.startsWith('/v1/channel/')) return { json: { id: 'tkt_1' } };
  return { status: 409, json: problemDocument(409, 'already-claimed', 'Take the next one.') };
};

/** Runs in a page and in Node alike: as text, since the test runner changes the imports of a function. */
const USE = `async (module, url) => {
  const { createDeskClient, createChannelClient, itemsOf, ApiProblem } = await import(module);
  const desk = createDeskClient({ url, token: 't' });
  const items = [];
  for await (const item of itemsOf(desk.listMine, {})) items.push(item);
  const refused = await desk.claimTicket({ id: 'tkt_1' }).catch((error) => error);
  const shop = createChannelClient({ url, channel: 'shop', key: 'k' });
  await shop.addMessage({ id: 'tkt_1', body: { text: '还没到 😡' } });
  return { items, code: refused instanceof ApiProblem && refused.code };
}`;

const signedRightly = ({ method, path, headers, body }: Received): boolean => {
  const [timestamp, nonce, signature] = ['timestamp', 'nonce', 'signature'].map((name) =>
    String(headers[`x-gongdan-${name}`]),
  ) as [string, string, string];
  return isSignature('k', { method, path, timestamp, nonce, body }, signature);
};

type Package = typeof import('../../client/gongdan-client.ts');

describe('the client as a package', () => {
  it('offers what its entry offers', async () => {
    const names = [...bundle.code.matchAll(/as (\w+)[,}]/g)].map(([, name]) => name).sort();
    const expected: (keyof Package)[] = [
      'ApiProblem',
      'Unreachable',
      'createChannelClient',
      'createDeskClient',
      'eachItem',
      'itemsOf',
    ];
    expect(names).toEqual(expected);
  });

  it('is below 15 KB, and carries neither schemas nor anything of Node', () => {
    console.info(`client: ${bundle.bytes} bytes, ${bundle.gzipBytes} compressed`);
    expect(bundle.gzipBytes).toBeLessThan(MOST_GZIP_BYTES);
    expect(bundle.code).not.toMatch(/\bimport\b|\brequire\b|safeParse|process\./);
  });

  it('works in Node', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gongdan-client-'));
    try {
      writeFileSync(join(folder, 'client.mjs'), bundle.code);
      writeFileSync(join(folder, 'use.mjs'), `export default ${USE};`);
      const { default: use } = await import(pathToFileURL(join(folder, 'use.mjs')).href);
      const sent = await withServer(answer, async (url) => {
        const module = pathToFileURL(join(folder, 'client.mjs')).href;
        expect(await use(module, url)).toEqual({ items: [1, 2], code: 'already-claimed' });
      });
      expect(signedRightly(sent.at(-1)!)).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('works in a browser', async () => {
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
    try {
      const sent = await withServer(answer, async (url) => {
        const page = await browser.newPage();
        await page.goto(url);
        const used = await page.evaluate(`(${USE})('${url}/client.js', '${url}')`);
        expect(used).toEqual({ items: [1, 2], code: 'already-claimed' });
      });
      expect(signedRightly(sent.at(-1)!)).toBe(true);
    } finally {
      await browser.close();
    }
  });
});
