import { Webhook } from 'standardwebhooks';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSigner } from '../../adapters/http/signer.ts';
import type { OutgoingMessage } from '../../core/ports-notices.ts';
import { type Desk, newDesk, TEXT } from '../standins/desk.ts';
import { answering, type Served, serve } from '../standins/serve.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OLDER = `whsec_${Buffer.from('another secret of 32 bytes, long').toString('base64')}`;
const message: Extract<OutgoingMessage, { kind: 'hook' }> = {
  kind: 'hook',
  hook: 'erp',
  body: { type: 'notice', text: TEXT },
  id: 'tkt_1.7#late#c-1',
};

let desk: Desk;
beforeEach(() => {
  desk = newDesk();
  desk.nowMs = Date.now(); // whoever verifies looks at the clock
});

const start = async (secret: object | undefined = { secret: SECRET }): Promise<Served> => {
  if (secret) desk.stored.set('gongdan/hook/erp', secret);
  const served = await serve(() => ({ status: 204, headers: {}, body: '' }));
  desk.open({ notices: async () => ({ robots: {}, hooks: { erp: { url: `${served.url}/in` } } }) });
  return served;
};
const verified = (secret: string, { requests: [request] }: Served): unknown =>
  new Webhook(secret).verify(request?.body ?? '', request?.headers as Record<string, string>);

describe('a signed hook', () => {
  it('is what the specification says', async () => {
    // https://github.com/standard-webhooks/standard-webhooks, the example of its libraries
    const hex = Buffer.from(SECRET.slice('whsec_'.length), 'base64').toString('hex');
    const at = new Date(1614265330_000).toISOString();
    const headers = await createSigner({ webhook: async () => hex }).headers('erp', ['secret'], {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      at,
      body: '{"test": 2432232314}',
    });
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('is verified by whoever has the secret, and carries the id by which a second one is known', async () => {
    await using served = await start();
    expect(await desk.channel.send(message)).toEqual({ sent: true });
    expect(served.requests).toMatchObject([{ path: '/in', headers: { 'webhook-id': message.id } }]);
    expect(verified(SECRET, served)).toEqual(message.body);
    expect(() => verified(OLDER, served)).toThrow();
  });

  it('is verified by the old secret, too, while it is being changed', async () => {
    await using served = await start({ secret: SECRET, previous: OLDER });
    await desk.channel.send(message);
    expect(verified(SECRET, served)).toEqual(message.body);
    expect(verified(OLDER, served)).toEqual(message.body);
  });

  it.each([
    [410, { refused: 'address', detail: '410' }],
    [400, { refused: 'content', detail: '400' }],
    [413, { refused: 'content', detail: '413' }],
  ])('is refused for good by %i', async (status, expected) => {
    await using served = await start();
    served.instead = answering(status);
    expect(await desk.channel.send(message)).toEqual(expected);
  });

  it.each([
    [401, { reason: 'credentials' }],
    [404, { reason: 'status', isUncertain: false }],
    [500, { reason: 'status', isUncertain: true }],
    [302, { reason: 'redirect' }],
    [429, { name: 'Throttled', retryAfterS: 9 }],
    [503, { name: 'Throttled', retryAfterS: 9 }],
  ])('may go another time after %i', async (status, expected) => {
    await using served = await start();
    served.instead = answering(status, TEXT, { location: 'https://example.cn', 'retry-after': '9' });
    const error = await desk.channel.send(message).catch((reason: Error) => reason);
    expect(error).toMatchObject(status === 500 ? { message: 'hook: answered 500' } : expected);
    expect(String((error as Error).stack)).not.toContain(TEXT);
  });

  it('may go another time when there is no answer', async () => {
    const served = await start();
    desk.open({ notices: async () => ({ robots: {}, hooks: { erp: { url: served.url } } }), timeoutMs: 40 });
    served.instead = () => {};
    await expect(desk.channel.send(message)).rejects.toMatchObject({ reason: 'timeout', isUncertain: true });
    await served[Symbol.asyncDispose]();
    await expect(desk.channel.send(message)).rejects.toMatchObject({ reason: 'connection' });
  });

  it('refuses addresses that are not public, where only those are called', async () => {
    await using served = await start();
    desk.open({ targets: 'public', notices: async () => ({ robots: {}, hooks: { erp: { url: served.url } } }) });
    expect(await desk.channel.send(message)).toEqual({ refused: 'address', detail: 'not-public' });
    expect(served.requests).toEqual([]);
  });

  it('refuses to go out without a secret, or with one that is none', async () => {
    await using served = await start({ secret: 'letmein' });
    const error = await desk.channel.send(message).catch((reason: Error) => reason);
    expect(error).toMatchObject({ reason: 'account', message: 'hook: the secret is no whsec_…' });
    desk.stored.set('gongdan/hook/erp', {});
    desk.nowMs += 300_000;
    await expect(desk.channel.send(message)).rejects.toMatchObject({ reason: 'account' });
    desk.stored.clear();
    desk.nowMs += 300_000;
    expect(await desk.channel.send(message)).toEqual({ refused: 'unknown', detail: 'not-set-up' });
    expect(await desk.channel.send({ ...message, hook: 'other' })).toEqual({
      refused: 'unknown',
      detail: 'not-set-up',
    });
    expect(served.requests).toEqual([]);
  });
});
