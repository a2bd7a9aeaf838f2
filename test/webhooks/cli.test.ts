import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../client/cli/run.ts';
import { startWebhookReceiver } from '../../client/cli/webhook-receiver.ts';
import { serveDesk, tokenOf } from '../client/desk-server.ts';

let served: Awaited<ReturnType<typeof serveDesk>>;
beforeAll(async () => {
  served = await serveDesk();
});
afterAll(() => served.close());

/** One command line as an operator; answers its exit code and what it printed. */
const gongdan = async (args: readonly string[], more: object = {}) => {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(args, {
    env: { GONGDAN_URL: served.url, GONGDAN_TOKEN: tokenOf('agt_ops', 'operator'), LANG: 'en' },
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    colours: false,
    timeZone: 'Asia/Shanghai',
    readFile: () => '',
    ...more,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
};

describe('gongdan webhooks', () => {
  it('creates, lists, shows, disables, enables, pings and removes one', async () => {
    const created = await gongdan([
      'webhooks',
      'create',
      'https://erp.example/hook',
      '--event',
      'ticket.*',
      '--queue',
      'aftersales',
    ]);
    expect(created.out).toMatch(/^whk_\w+\nSecret whsec_/);
    const id = created.out.split('\n')[0]!;
    expect((await gongdan(['webhooks', 'list'])).out).toMatch(new RegExp(`${id} +works +0`));
    expect((await gongdan(['webhooks', 'disable', id])).out).toMatch(/state +disabled/);
    expect((await gongdan(['webhooks', 'enable', id])).out).toMatch(/state +works/);
    expect((await gongdan(['webhooks', 'show', id, '--lang', 'zh'])).out).toMatch(/状态 +正常/);
    expect((await gongdan(['webhooks', 'show', id])).out).toMatch(/queues +aftersales/);
    expect((await gongdan(['webhooks', 'rotate-secret', id])).out).toMatch(/whsec_/);
    expect((await gongdan(['webhooks', 'ping', id])).out).toBe('1 events are delivered again');
    expect((await gongdan(['webhooks', 'log', id])).out).toBe('Nothing was sent in the last seven days.');
    expect((await gongdan(['webhooks', 'replay', id, '--since', '2026-03-01T00:00+08:00'])).out).toMatch(
      /^All events since/,
    );
    expect((await gongdan(['webhooks', 'remove', id])).code).toBe(0);
    expect((await gongdan(['webhooks', 'show', id])).err).toMatch(/webhook-not-found/);
  });

  it('listens: makes a webhook, prints what comes, and removes it', async () => {
    const stop = new AbortController();
    const printed: string[] = [];
    const told = new Promise<string>((resolve) => {
      void gongdan(['webhooks', 'listen', '--lang', 'zh'], {
        interrupted: () => stop.signal,
        out: (text: string) => printed.push(text),
        err: resolve,
      }).then(() => printed.push('ended'));
    });
    const [url = '', id] = (await told).split(' ');
    expect((await gongdan(['webhooks', 'list'])).out).toContain(id);
    const forged = await fetch(url, { method: 'POST', body: '{"type":"ticket.opened"}' });
    expect(forged.status).toBe(401);
    expect(printed).toEqual(['签名无效！  {"type":"ticket.opened"}']);
    stop.abort();
    while (printed.at(-1) !== 'ended') await new Promise((resolve) => setImmediate(resolve));
    expect((await gongdan(['webhooks', 'list'])).out).not.toContain(id);
  });

  it.each([
    [['replay', 'whk_1', '--since', 'yesterday'], /yesterday is no time/],
    [['listen', '--port', '70000'], /A port is a number/],
    [['create', 'ftp://x.example'], /invalid-request/],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await gongdan(['webhooks', ...args]);
    expect(code).not.toBe(0);
    expect(err).toMatch(message);
  });
});

describe('the receiver', () => {
  it('takes what is signed with its secret, and refuses a body that is too long', async () => {
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const seen: boolean[] = [];
    const receiver = await startWebhookReceiver(0, secret, ({ genuine }) => seen.push(genuine));
    try {
      const { Webhook } = await import('standardwebhooks');
      const body = '{"id":"tkt_1.1"}';
      const post = (signature: string, text = body) =>
        fetch(receiver.url, {
          method: 'POST',
          headers: { 'webhook-id': 'tkt_1.1', 'webhook-timestamp': '1772413200', 'webhook-signature': signature },
          body: text,
        });
      const valid = new Webhook(secret).sign('tkt_1.1', new Date(1772413200000), body);
      expect((await post(`v1,AAAA ${valid}`)).status).toBe(204);
      expect((await post(valid, `${body} `)).status).toBe(401);
      expect((await post(valid, 'x'.repeat(65_537))).status).toBe(413);
      expect(seen).toEqual([true, false]);
    } finally {
      await receiver.stop();
    }
  });
});
