import { describe, expect, it } from 'vitest';
import { ApiProblem, Unreachable } from '../../client/api-problem.ts';
import { createChannelClient } from '../../client/channel-client.ts';
import { createDeskClient } from '../../client/desk-client.ts';
import { eachItem } from '../../client/each-item.ts';
import { ROUTES } from '../../contracts/routes.ts';
import { isSignature } from '../../contracts/signature.ts';
import { deafUrl, problemDocument, withServer } from './outside.ts';

const outcome = { id: 'tkt_1', code: 'K7M2Q9XD', phase: 'handling', version: 3, events: [] };

describe('the desk client', () => {
  it('has a method for every route that takes a token or nothing, and no other', () => {
    const expected = Object.entries(ROUTES)
      .filter(([, { auth }]) => auth === 'token' || auth === 'none')
      .map(([name]) => name);
    expect(Object.keys(createDeskClient({ url: 'http://127.0.0.1:1', token: 't' })).sort()).toEqual(expected.sort());
  });

  it('sends method, path, token, version and idempotency key as the API wants them', async () => {
    const [sent] = await withServer(
      () => ({ json: outcome }),
      async (url) => {
        const desk = createDeskClient({ url, token: 'secret' });
        const answer = await desk.replyToTicket(
          { id: 'tkt_1', body: { text: '您好' } },
          { ifMatch: 2, idempotencyKey: 'once' },
        );
        expect(answer.version).toBe(3);
      },
    );
    expect(sent).toMatchObject({ method: 'POST', path: '/v1/tickets/tkt_1/reply', body: '{"text":"您好"}' });
    expect(sent?.headers).toMatchObject({
      authorization: 'Bearer secret',
      'content-type': 'application/json',
      'if-match': '"2"',
      'idempotency-key': 'once',
    });
  });

  it('sends an empty object where the body has nothing to say, and no body on a read', async () => {
    const [claim, read] = await withServer(
      () => ({ json: outcome }),
      async (url) => {
        const desk = createDeskClient({ url, token: async () => 'fresh' });
        await desk.claimTicket({ id: 'tkt_1' });
        await desk.getTicket({ id: 'a/b?c' });
      },
    );
    expect(claim?.body).toBe('{}');
    expect(claim?.headers.authorization).toBe('Bearer fresh');
    expect(read).toMatchObject({ method: 'GET', path: '/v1/tickets/a%2Fb%3Fc', body: '' });
    expect(read?.headers['content-type']).toBeUndefined();
  });

  it('walks through all pages and hands back the token of each', async () => {
    const sent = await withServer(
      ({ path }) => ({ json: path.includes('page=') ? { items: [3] } : { items: [1, 2], next: 'a+b=' } }),
      async (url) => {
        const desk = createDeskClient({ url, token: 't' });
        const seen: unknown[] = [];
        const items = eachItem((page) => desk.listMine({ query: { limit: 2, ...(page && { page }) } }));
        for await (const item of items) seen.push(item);
        expect(seen).toEqual([1, 2, 3]);
      },
    );
    expect(sent.map(({ path }) => path)).toEqual(['/v1/me/tickets?limit=2', '/v1/me/tickets?limit=2&page=a%2Bb%3D']);
  });

  it('refuses with the problem document as the API wrote it', async () => {
    const errors = [{ path: 'text', message: 'Too small' }];
    const document = problemDocument(422, 'invalid-request', 'Correct the fields.', errors);
    await withServer(
      () => ({ status: 422, json: document }),
      async (url) => {
        const refused = await caught(
          createDeskClient({ url, token: 't' }).noteOnTicket({ id: 'x', body: { text: '' } }),
        );
        expect(refused).toBeInstanceOf(ApiProblem);
        expect(refused).toMatchObject({ status: 422, code: 'invalid-request', message: 'Correct the fields.' });
        expect((refused as ApiProblem).problem).toEqual(document);
      },
    );
  });

  it('refuses in words when the gateway answers, which knows no problem documents', async () => {
    await withServer(
      () => ({ status: 401, json: { message: 'Unauthorized' } }),
      async (url) => {
        const refused = await caught(createDeskClient({ url, token: 'old' }).listMine());
        expect(refused).toMatchObject({ name: 'ApiProblem', status: 401, code: undefined });
        expect(String(refused)).toContain('token');
      },
    );
  });

  it('tells that nobody answers, or something that is not this API', async () => {
    const refused = await caught(createDeskClient({ url: await deafUrl(), token: 't' }).listMine());
    expect(refused).toBeInstanceOf(Unreachable);
    await withServer(
      () => ({ text: '<html>' }),
      async (url) => {
        expect(await caught(createDeskClient({ url, token: 't' }).listMine())).toBeInstanceOf(Unreachable);
      },
    );
  });
});

describe('the channel client', () => {
  it('signs exactly what goes over the wire, each request with its own nonce, on the given clock', async () => {
    const now = Date.parse('2026-11-22T04:00:00.900Z');
    const sent = await withServer(
      () => ({ json: outcome }),
      async (url) => {
        const shop = createChannelClient({ url, channel: 'shop', key: 'k', now: () => now });
        await shop.addMessage({ id: 'tkt_1', body: { text: '还没到 😡' } });
        await shop.getPublicState({ id: 'tkt_1' });
      },
    );
    for (const { method, path, headers, body } of sent) {
      const timestamp = String(headers['x-gongdan-timestamp']);
      const nonce = String(headers['x-gongdan-nonce']);
      expect(headers['x-gongdan-channel']).toBe('shop');
      expect(timestamp).toBe('1795320000');
      expect(isSignature('k', { method, path, timestamp, nonce, body }, String(headers['x-gongdan-signature']))).toBe(
        true,
      );
    }
    expect(new Set(sent.map(({ headers }) => headers['x-gongdan-nonce'])).size).toBe(2);
  });
});

const caught = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );
