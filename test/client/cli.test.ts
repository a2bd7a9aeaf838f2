import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSignature } from '../../contracts/signature.ts';
import { deafUrl, problemDocument, type Received, type Reply, withServer } from './outside.ts';
import { typed } from './world.ts';

let home = '';
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'gongdan-cli-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

// printf channel:shop | openssl dgst -sha256 -hmac master
const SHOP_KEY = 'd34f832e78ad8343c055c4d1384fbacdb3a8dfbf8fcdf1ba362d4261085e1c72';

/** One command line in a world of its own. */
const cli = (args: readonly string[], env: Record<string, string> = {}) =>
  typed(args, { env: { XDG_CONFIG_HOME: join(home, 'config'), ...env } });

const ticket = {
  id: 'tkt_1',
  code: 'K7M2Q9XD',
  phase: 'handling',
  version: 3,
  channel: 'shop',
  subject: '杯子碎了',
  category: 'lost-or-damaged',
  priority: 'P2',
  queue: 'aftersales',
  level: 1,
  assignee: { id: 'agt_chen', team: 'aftersales', name: '陈可' },
  openedAt: '2026-11-22T01:00:00.000Z',
  firstResponseDueAt: '2026-11-22T01:30:00.000Z',
  resolutionDueAt: '2026-11-22T05:00:00.000Z',
};

const events = [
  {
    id: 'tkt_1.1',
    seq: 1,
    type: 'ticket.opened',
    time: '2026-11-22T01:00:00.000Z',
    actor: { kind: 'channel', id: 'shop' },
    data: { subject: '杯子\u001b[2J碎了', category: 'lost-or-damaged', priority: 'P2', queue: 'aftersales' },
  },
  {
    id: 'tkt_1.2',
    seq: 2,
    type: 'ticket.breached',
    time: '2026-11-22T01:30:00.000Z',
    actor: { kind: 'system', id: 'clock' },
    data: { clock: 'firstResponse' },
  },
  {
    id: 'tkt_1.3',
    seq: 3,
    type: 'ticket.teleported',
    time: '2026-11-22T01:31:00.000Z',
    actor: { kind: 'agent', id: 'agt_chen' },
    data: {},
  },
];

const token = [
  '',
  Buffer.from(JSON.stringify({ sub: 'agt_chen', scope: 'gongdan/agent' })).toString('base64url'),
  '',
].join('.');

const answer = ({ method, path }: Received): Reply => {
  if (path === '/_local/token') return { json: { access_token: token } };
  if (path === '/_local/secrets/SigningSecret') return { json: { value: 'master' } };
  if (path === '/_local/clock') return { json: { now: '2027-01-01T00:00:00.000Z', mode: { kind: 'stepped' } } };
  if (/^\/v1\/(queues|orders|customers)\//.test(path)) return { json: { items: [ticket] } };
  if (path.includes('/timeline')) return { json: { items: events } };
  if (path === '/v1/tickets/K7M2Q9XD/claim')
    return {
      status: 409,
      json: problemDocument(409, 'already-claimed', '陈可 has this ticket already: take the next one.'),
    };
  if (method === 'POST')
    return { json: { ...ticket, events: [{ seq: 4, type: 'ticket.replied' }], trackingUrl: 'http://x/v1/tracking/t' } };
  return { status: 404, json: { message: 'Not Found' } };
};

describe('gongdan', () => {
  it('signs in at the local issuer and keeps the token where only its owner can read it', async () => {
    await withServer(answer, async (url) => {
      expect(await cli(['login', 'agt_chen', '--url', url])).toMatchObject({ code: 0, err: '' });
      const file = join(home, 'config', 'gongdan', 'session.json');
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ url, token });
      const { out } = await cli(['whoami', '--json']);
      expect(JSON.parse(out)).toMatchObject({ url, sub: 'agt_chen', scope: 'gongdan/agent', from: file });
    });
  });

  it('never sends a saved token to another address', async () => {
    const sent = await withServer(answer, async (url) => {
      const { code, err } = await cli(['queue', 'aftersales', '--url', url]);
      expect(code).toBe(3);
      expect(err).toContain('gongdan login');
    });
    expect(sent).toEqual([]);
  });

  it('shows a queue as a table in the language asked for, and as JSON to programs', async () => {
    const env = { GONGDAN_TOKEN: token };
    await withServer(answer, async (url) => {
      const zh = await cli(['queue', 'aftersales', '--url', url, '--lang', 'zh'], env);
      expect(zh.out.split('\n')).toEqual([
        '工单      阶段    优先级  升级  类型             主题      坐席  首响时限     解决时限',
        'K7M2Q9XD  处理中  P2      1     lost-or-damaged  杯子碎了  陈可  11-22 09:30  11-22 13:00',
        '',
      ]);
      const en = await cli(['--url', url, 'queue', 'aftersales'], { ...env, LANG: 'en_GB.UTF-8' });
      expect(en.out).toMatch(/^ticket {4}phase/);
      expect(JSON.parse((await cli(['queue', 'aftersales', '--url', url, '--json'], env)).out)).toEqual([ticket]);
    });
  });

  it('finds the tickets of a customer or of an order', async () => {
    const sent = await withServer(answer, async (url) => {
      for (const by of [
        ['--customer', '客户/7'],
        ['--order', 'E1'],
      ]) {
        const { code, out } = await cli(['find', ...by, '--url', url], { GONGDAN_TOKEN: token });
        expect(code).toBe(0);
        expect(out).toContain('K7M2Q9XD');
      }
    });
    expect(sent.map(({ path }) => path)).toEqual([
      `/v1/customers/${encodeURIComponent('客户/7')}/tickets?limit=100`,
      '/v1/orders/E1/tickets?limit=100',
    ]);
  });

  it('tells a timeline in words, with the time of the place; an event it does not know by its type', async () => {
    await withServer(answer, async (url) => {
      const { out } = await cli(['timeline', 'K7M2Q9XD', '--url', url], { GONGDAN_TOKEN: token, LANG: 'zh_CN.UTF-8' });
      expect(out.trimEnd().split('\n')).toEqual([
        '  1  2026-11-22 09:00:00  channel:shop  提交：“杯子[2J碎了”，lost-or-damaged P2，进入队列 aftersales',
        '  2  2026-11-22 09:30:00  system:clock  红牌：首次响应超时',
        '  3  2026-11-22 09:31:00  agt_chen      ticket.teleported',
      ]);
    });
  });

  it('opens a ticket with the key and on the clock of the runtime on this machine', async () => {
    const sent = await withServer(answer, async (url) => {
      const { code, out } = await cli(['create', '杯子碎了', '--order', 'E1', 'E2', '--url', url]);
      expect(code).toBe(0);
      expect(out).toContain('K7M2Q9XD');
    });
    const { method, path, headers, body } = sent.at(-1)!;
    const timestamp = String(headers['x-gongdan-timestamp']);
    const nonce = String(headers['x-gongdan-nonce']);
    expect(Math.abs(Number(timestamp) - Date.parse('2027-01-01T00:00:00.000Z') / 1000)).toBeLessThan(60);
    expect(
      isSignature(SHOP_KEY, { method, path, timestamp, nonce, body }, String(headers['x-gongdan-signature'])),
    ).toBe(true);
    expect(JSON.parse(body)).toMatchObject({ subject: '杯子碎了', orders: ['E1', 'E2'], customer: { id: 'cus_demo' } });
  });

  it('passes the version and the idempotency key of a command on', async () => {
    const [sent] = await withServer(answer, async (url) => {
      const args = ['reply', 'K7M2Q9XD', '您好', '--if-version', '3', '--idempotency-key', 'once', '--url', url];
      expect(await cli(args, { GONGDAN_TOKEN: token })).toMatchObject({ code: 0, err: '' });
    });
    expect(sent?.headers).toMatchObject({ 'if-match': '"3"', 'idempotency-key': 'once' });
  });

  it('refuses with exit code 1 and the words of the API', async () => {
    await withServer(answer, async (url) => {
      const { code, out, err } = await cli(['claim', 'K7M2Q9XD', '--url', url], { GONGDAN_TOKEN: token });
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toContain('陈可 has this ticket already: take the next one. [already-claimed]');
    });
  });

  it.each([
    [['reply', 'K7M2Q9XD']],
    [['fly']],
    [['queue', 'aftersales', '--lang', 'fr']],
    [['queue', 'aftersales', '--limit', '0']],
    [['find']],
    [['find', '--customer', 'c-1', '--order', 'E1']],
    [['presence', 'asleep']],
    [['create', '坏了', '--tier', 'platinum']],
    [['login', '--role', 'boss']],
    [['policy', 'publish', 'missing.yaml']],
    [['whoami', '--url', 'ftp://x']],
    [['watch', '--every', '0']],
    [['watch', 'logistics', '--mine']],
    [['completion', 'fish']],
  ])('refuses with exit code 2: %j', async (args) => {
    const { code, err } = await cli(args, {
      GONGDAN_TOKEN: token,
      GONGDAN_URL: await deafUrl(),
      GONGDAN_CHANNEL_KEY: 'k',
    });
    expect(code).toBe(2);
    expect(err).not.toBe('');
  });

  it('answers --help with exit code 0', async () => {
    const { code, out } = await cli(['timeline', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('id or code');
  });

  it('refuses with exit code 3 when the token is no longer good, and says what to do', async () => {
    await withServer(
      () => ({ status: 401, json: { message: 'Unauthorized' } }),
      async (url) => {
        const { code, err } = await cli(['mine', '--url', url], { GONGDAN_TOKEN: token });
        expect(code).toBe(3);
        expect(err).toContain('gongdan login');
      },
    );
  });

  it('refuses with exit code 4 when nobody answers, and says what to do', async () => {
    const { code, err } = await cli(['mine'], { GONGDAN_TOKEN: token, GONGDAN_URL: await deafUrl() });
    expect(code).toBe(4);
    expect(err).toContain('npm start');
  });
});
