import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkTarget } from '../../functions/http/webhooks/target.ts';
import { targetsOf } from '../../functions/shared/wiring-webhooks.ts';
import { TABLES } from '../functions/support/aws.ts';
import { type Outside, openOutside } from './outside.ts';

let outside: Outside;
beforeAll(async () => {
  outside = await openOutside();
});
afterAll(() => outside.desk.close());

const URL_OF_NOBODY = 'https://receiver.example/hook';
const ONE = 'GET /v1/webhooks/{webhook}';

describe('a webhook of an operator', () => {
  it('is created with a secret that is shown once and stored nowhere', async () => {
    const { id, secret } = await outside.create({ url: URL_OF_NOBODY, description: 'ERP', events: ['ticket.*'] });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const seen = [await outside.get(id), (await outside.desk.outside('GET /v1/webhooks', '/v1/webhooks')).body];
    expect(JSON.stringify(seen)).not.toContain(secret.slice(6));
    expect(JSON.stringify(outside.desk.items(TABLES.outbound))).not.toContain(secret.slice(6));
    expect(seen[0]).toMatchObject({
      url: URL_OF_NOBODY,
      description: 'ERP',
      enabled: true,
      state: 'closed',
      failures: 0,
    });
    expect(seen[0]).not.toHaveProperty('secret');
  });

  it('is changed, disabled and removed', async () => {
    const { id } = await outside.create({ url: URL_OF_NOBODY });
    const put = (body: object) => outside.desk.outside('PUT /v1/webhooks/{webhook}', `/v1/webhooks/${id}`, { body });
    expect((await put({ url: URL_OF_NOBODY, events: ['ticket.closed'], enabled: false })).body).toMatchObject({
      events: ['ticket.closed'],
      enabled: false,
      disabledBy: 'operator',
    });
    const remove = () => outside.desk.outside('DELETE /v1/webhooks/{webhook}', `/v1/webhooks/${id}`);
    expect((await remove()).body).toEqual({ removed: true });
    expect((await remove()).body.code).toBe('webhook-not-found');
    expect((await put({ url: URL_OF_NOBODY })).body.code).toBe('webhook-not-found');
  });

  it.each([
    ['GET', ''],
    ['GET', '/deliveries'],
    ['POST', '/rotate-secret'],
    ['POST', '/ping'],
    ['POST', '/replay'],
  ])('refuses %s %s of one that does not exist', async (method, rest) => {
    const body = rest === '/replay' ? { event: 'tkt_1.1' } : undefined;
    const answer = await outside.desk.outside(
      `${method} /v1/webhooks/{webhook}${rest}`,
      `/v1/webhooks/whk_none${rest}`,
      {
        ...(body && { body }),
      },
    );
    expect([answer.status, answer.body.code]).toEqual([404, 'webhook-not-found']);
  });

  it('refuses everybody else', async () => {
    const agent = { id: 'agt_lin', roles: ['agent', 'supervisor', 'reviewer'] };
    const { id } = await outside.create({ url: URL_OF_NOBODY });
    for (const [key, path] of [
      ['GET /v1/webhooks', '/v1/webhooks'],
      [ONE, `/v1/webhooks/${id}`],
      ['DELETE /v1/webhooks/{webhook}', `/v1/webhooks/${id}`],
      ['POST /v1/webhooks/{webhook}/rotate-secret', `/v1/webhooks/${id}/rotate-secret`],
    ] as const)
      expect((await outside.desk.outside(key, path, {}, agent)).status).toBe(403);
  });

  it.each([
    ['no URL', {}, 'url'],
    ['something that is no URL', { url: 'receiver' }, 'url'],
    ['another scheme', { url: 'ftp://receiver.example/' }, 'url'],
    ['a password in it', { url: 'https://me:secret@receiver.example/' }, 'url'],
    ['no events', { url: URL_OF_NOBODY, events: [] }, 'events'],
    ['an expression', { url: URL_OF_NOBODY, events: ['ticket.(a|b)+'] }, 'events.0'],
    ['an unknown field', { url: URL_OF_NOBODY, secret: 'mine' }, 'secret'],
    ['a long description', { url: URL_OF_NOBODY, description: 'x'.repeat(201) }, 'description'],
  ])('refuses %s', async (_, body, path) => {
    const answer = await outside.desk.outside('POST /v1/webhooks', '/v1/webhooks', { body });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid-request']);
    expect(answer.body.errors.map((error: any) => error.path)).toContain(path);
  });

  it('refuses a hundred and first', async () => {
    const { items } = (await outside.desk.outside('GET /v1/webhooks', '/v1/webhooks')).body;
    for (let count = items.length; count < 100; count += 1)
      await outside.create({ url: URL_OF_NOBODY, enabled: false });
    const answer = await outside.desk.outside('POST /v1/webhooks', '/v1/webhooks', { body: { url: URL_OF_NOBODY } });
    expect([answer.status, answer.body.code]).toEqual([409, 'too-many-webhooks']);
  });
});

describe('a target, where only public ones may be called', () => {
  it.each(['https://example.com/hook?x=1', 'https://8.8.8.8/', 'https://例子.测试/'])('takes %s', (url) =>
    expect(() => checkTarget(url, 'public')).not.toThrow(),
  );
  it.each([
    'http://example.com/',
    'https://localhost/',
    'https://db.internal/',
    'https://printer.local/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/',
    'https://example.com/#part',
  ])('refuses %s', (url) => expect(() => checkTarget(url, 'public')).toThrow('The request has problems'));

  it('refuses to guess which ones may be called', () => {
    expect(targetsOf({ WEBHOOK_TARGETS: 'public' })).toBe('public');
    expect(() => targetsOf({ WEBHOOK_TARGETS: 'all' })).toThrow('WEBHOOK_TARGETS is all.');
  });
});
