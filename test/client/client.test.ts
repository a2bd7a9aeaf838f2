import { describe, expect, it } from 'vitest';
import { ApiProblem, Unreachable } from '../../client/api-problem.ts';
import { createChannelClient } from '../../client/channel-client.ts';
import { createDeskClient } from '../../client/desk-client.ts';
import { eachItem, itemsOf } from '../../client/each-item.ts';
import { ROUTES } from '../../contracts/routes.ts';
import { isSignature } from '../../contracts/signature.ts';
import { deafUrl, problemDocument, type Reply, withServer } from './outside.ts';

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

  it('walks through the pages of a method, with its other input on each', async () => {
    const sent = await withServer(
      ({ path }) => ({ json: path.includes('page=') ? { items: [3] } : { items: [1, 2], next: 'n' } }),
      async (url) => {
        const desk = createDeskClient({ url, token: 't' });
        const seen: unknown[] = [];
        for await (const item of itemsOf(desk.listQueue, { queue: 'refund', query: { limit: 2 } })) seen.push(item);
        expect(seen).toEqual([1, 2, 3]);
      },
    );
    expect(sent.map(({ path }) => path)).toEqual([
      '/v1/queues/refund/tickets?limit=2',
      '/v1/queues/refund/tickets?limit=2&page=n',
    ]);
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

describe('a request that fails in a way that passes', () => {
  const waited: number[] = [];
  const retry = {
    random: () => 0.5,
    sleep: async (ms: number) => {
      waited.push(ms);
    },
  };
  /** Fails so often, then answers. */
  const failing = (times: number, reply: Reply) => {
    waited.length = 0;
    let left = times;
    return (): Reply => (left-- > 0 ? reply : { json: outcome });
  };

  it('is sent again when it is a read, after ever longer pauses, up to four times', async () => {
    const sent = await withServer(
      failing(3, { status: 503, json: { message: 'Service Unavailable' } }),
      async (url) => {
        await createDeskClient({ url, token: 't', retry }).getTicket({ id: 'tkt_1' });
      },
    );
    expect([sent.length, waited]).toEqual([4, [50, 100, 200]]);
    await withServer(failing(9, { status: 503, json: { message: 'Service Unavailable' } }), async (url) => {
      expect(await caught(createDeskClient({ url, token: 't', retry }).getTicket({ id: 'tkt_1' }))).toMatchObject({
        status: 503,
      });
    });
    expect(waited).toHaveLength(3);
  });

  it('is sent again with the same key when it is a command; the caller may give that key', async () => {
    for (const given of [undefined, 'mine']) {
      const sent = await withServer(failing(1, { status: 504, json: {} }), async (url) => {
        const options = given === undefined ? {} : { idempotencyKey: given };
        await createDeskClient({ url, token: 't', retry }).claimTicket({ id: 'tkt_1' }, options);
      });
      const keys = sent.map(({ headers }) => headers['idempotency-key']);
      expect(keys).toEqual([given ?? expect.stringMatching(/^[0-9a-f]{32}$/), keys[0]]);
    }
  });

  it('has no key when it is never sent again', async () => {
    const [sent] = await withServer(failing(0, {}), async (url) => {
      await createDeskClient({ url, token: 't', retry: { attempts: 1 } }).claimTicket({ id: 'tkt_1' });
    });
    expect(sent?.headers['idempotency-key']).toBeUndefined();
  });

  it('is not sent again when it may have been done and has no key, nor after a fault or a refusal', async () => {
    for (const reply of [
      { status: 503, json: {} },
      { status: 500, json: {} },
    ])
      for (const act of ['takeNext', 'getTicket'] as const) {
        if (act === 'getTicket' && reply.status === 503) continue;
        const sent = await withServer(failing(1, reply), async (url) => {
          const desk = createDeskClient({ url, token: 't', retry });
          const call = act === 'takeNext' ? desk.takeNext({ queue: 'refund' }) : desk.getTicket({ id: 'x' });
          expect(await caught(call)).toBeInstanceOf(ApiProblem);
        });
        expect([act, reply.status, sent.length]).toEqual([act, reply.status, 1]);
      }
  });

  it('waits as long as a 429 says, whatever the request; a wait that is too long is told', async () => {
    const problem = problemDocument(429, 'too-many-requests', 'Try again in 7 s.');
    const limited = (seconds: string): Reply => ({ status: 429, json: problem, headers: { 'retry-after': seconds } });
    const sent = await withServer(failing(1, limited('7')), async (url) => {
      await createDeskClient({ url, token: 't', retry }).takeNext({ queue: 'refund' });
    });
    expect([sent.length, waited]).toEqual([2, [7000]]);
    await withServer(failing(1, limited('40')), async (url) => {
      const refused = await caught(createDeskClient({ url, token: 't', retry }).takeNext({ queue: 'refund' }));
      expect(refused).toMatchObject({ status: 429, code: 'too-many-requests', retryAfterMs: 40_000 });
    });
    expect(waited).toEqual([]);
  });

  it('is signed anew with another nonce by a channel', async () => {
    const sent = await withServer(failing(1, { status: 503, json: {} }), async (url) => {
      const shop = createChannelClient({ url, channel: 'shop', key: 'k', retry });
      await shop.createTicket({ body: { uniqueId: 'r', subject: 's', description: 'd', customer: { id: 'c' } } });
    });
    expect(new Set(sent.map(({ headers }) => headers['x-gongdan-nonce'])).size).toBe(2);
  });

  it('ends with the reason of the signal, also while it waits', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const sent = await withServer(failing(9, { status: 503, json: {} }), async (url) => {
      const sleep = (_: number, signal: AbortSignal | undefined) =>
        new Promise<void>((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
          stop.abort(reason);
        });
      const desk = createDeskClient({ url, token: 't', retry: { sleep } });
      expect(await caught(desk.getTicket({ id: 'x' }, { signal: stop.signal }))).toBe(reason);
    });
    expect(sent).toHaveLength(1);
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
