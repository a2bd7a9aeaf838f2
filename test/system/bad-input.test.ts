/** What bad input meets over real HTTP: a status and a code of its own, never a fault, and nothing written. */
// biome-ignore-all lint/suspicious/noExplicitAny: answers and items are read by name
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES, type Scope } from '../../contracts/routes/route.ts';
import { channelKey, signedHeaders } from '../../contracts/signature.ts';
import type { Receipt } from '../../contracts/views.ts';
import fc from '../support/properties.ts';
import { type System, startSystem } from '../support/system.ts';

let system: System;
let posted: Receipt;
let handled: Receipt;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  system = await startSystem();
  posted = await system.post('退款一直没到账', { uniqueId: 'posted' });
  await system.hire('agt_lin', 'logistics');
  handled = await system.post('快递到哪了', { uniqueId: 'handled' });
  await system.post('快递到哪了，第二次问', { uniqueId: 'second' });
  const people: [string, Scope][] = [
    ['agt_lin', 'agent'],
    ['agt_zhou', 'agent'],
    ['agt_luo', 'supervisor'],
    ['agt_bai', 'reviewer'],
  ];
  for (const [agent, role] of people) tokens[agent] = await system.runtime.token(agent, [SCOPES[role]]);
  const claims = Buffer.from(tokens.agt_lin!.split('.')[1]!, 'base64url').toString().replace('agt_lin', 'agt_luo');
  tokens.forged = tokens.agt_lin!.replace(/\.[^.]+\./, `.${Buffer.from(claims).toString('base64url')}.`);
});
afterAll(() => system[Symbol.asyncDispose]());

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any;
}

const send = async (method: string, path: string, headers: object, body?: string): Promise<Answered> => {
  // A connection each: on a busy machine a kept one may be closed for idleness just when it is used again.
  const request = { method, headers: { connection: 'close', ...headers }, ...(body !== undefined && { body }) };
  const response = await fetch(`${system.runtime.url}${path}`, request);
  return { status: response.status, headers: response.headers, body: await response.json() };
};

interface Sent {
  readonly method?: string;
  readonly path?: string;
  /** As it goes over the wire; an object goes as JSON. */
  readonly body?: unknown;
  readonly channel?: string;
  /** Whose key signs; default: the channel's. */
  readonly keyOf?: string;
  readonly skewSeconds?: number;
  readonly nonce?: string;
  /** Sent over those of the signature. */
  readonly headers?: object;
}

const signed = (sent: Sent): Promise<Answered> => {
  const { method = 'POST', path = '/v1/tickets', channel = 'shop', keyOf = channel, nonce = randomUUID() } = sent;
  const body = typeof sent.body === 'string' ? sent.body : JSON.stringify(sent.body ?? {});
  const timestamp = String(Math.floor(system.runtime.clock.now() / 1000) + (sent.skewSeconds ?? 0));
  const key = channelKey(system.runtime.secret('SigningSecret'), keyOf);
  const proof = signedHeaders(channel, key, { method, path, timestamp, nonce, body });
  return send(method, path, { 'content-type': 'application/json', ...proof, ...sent.headers }, body);
};

const request = (more: object = {}) => ({
  uniqueId: randomUUID(),
  subject: '包裹破了',
  description: '杯子碎了一地',
  customer: { id: 'c-9' },
  ...more,
});

const desk = (method: string, path: string, who: string, body?: object, headers: object = {}): Promise<Answered> => {
  const proof = { authorization: `Bearer ${tokens[who]}` };
  const typed = body && { 'content-type': 'application/json' };
  return send(method, path, { ...proof, ...typed, ...headers }, body && JSON.stringify(body));
};

const command = (verb: string, id: string, who: string, body: object = {}, headers: object = {}) =>
  desk('POST', `/v1/tickets/${id}/${verb}`, who, body, headers);

/** All that is stored, but used-up nonces: those of a refused request stay used. */
const stored = async (): Promise<unknown[]> => {
  const items: any[] = [];
  for (const { ref: TableName } of system.runtime.resources('AWS::DynamoDB::GlobalTable')) {
    const page = await system.runtime.call('DynamoDB_20120810', 'Scan', { TableName });
    expect(page.LastEvaluatedKey).toBeUndefined();
    items.push(...page.Items.filter(({ sk }: any) => sk.S !== 'NONCE').map((item: any) => [TableName, item]));
  }
  return items;
};

const nextPage = async (): Promise<string> =>
  (await desk('GET', '/v1/me/tickets?limit=1', 'agt_lin')).body.next as string;
const page = (token: string, path = '/v1/me/tickets') =>
  desk('GET', `${path}?limit=1&page=${encodeURIComponent(token)}`, 'agt_lin');

type Case = [what: string, status: number, code: string, sent: () => Promise<Answered>];

// biome-ignore format: a table
const CHANNEL: Case[] = [
  ['malformed JSON', 400, 'malformed-json', () => signed({ body: '{"subject": "包' })],
  ['a body of another type', 415, 'unsupported-media-type', () => signed({ body: request(), headers: { 'content-type': 'text/plain' } })],
  ['a body over 1 MB', 413, 'body-too-large', () => signed({ body: request({ description: '长'.repeat(350_000) }) })],
  ['wrong types', 422, 'invalid-request', () => signed({ body: request({ subject: 7, orders: 'E1', customer: [] }) })],
  ['an array, or null, in the place of a request', 422, 'invalid-request', () => signed({ body: 'null' })],
  ['unknown fields', 422, 'invalid-request', () => signed({ body: request({ colour: 'red' }) })],
  ['a text of 10,001 characters', 422, 'invalid-request', () => signed({ body: request({ description: '长'.repeat(10_001) }) })],
  ['half a character', 422, 'invalid-request', () => signed({ body: request({ description: '坏\ud83d' }) })],
  ['a request without a signature', 401, 'signature-missing', () => send('POST', '/v1/tickets', { 'content-type': 'application/json' }, '{}')],
  ['the key of another channel', 401, 'signature-invalid', () => signed({ body: request(), keyOf: 'app' })],
  ['a body that was changed on its way', 401, 'signature-invalid', () => signed({ body: request(), headers: { 'x-gongdan-signature': '0'.repeat(64) } })],
  ['a clock 301 s behind', 401, 'clock-skew', () => signed({ body: request(), skewSeconds: -301 })],
  ['a clock 301 s ahead', 401, 'clock-skew', () => signed({ body: request(), skewSeconds: 301 })],
  ['a channel that is not of the policy', 401, 'unknown-channel', () => signed({ body: request(), channel: 'telegram' })],
  ['a uniqueId with another content', 409, 'unique-id-reused', () => signed({ body: request({ uniqueId: 'posted' }) })],
  ['a message to an unknown ticket', 404, 'ticket-not-found', () => signed({ path: '/v1/channel/tickets/ABCDEFGH/messages', body: { text: '在吗' } })],
  ['a message to the ticket of another channel', 403, 'ticket-of-another-channel', () => signed({ path: `/v1/channel/tickets/${posted.id}/messages`, body: { text: '在吗' }, channel: 'app' })],
  ['a confirmation before the solution', 409, 'command-not-allowed-in-phase', () => signed({ path: `/v1/channel/tickets/${posted.id}/confirm` })],
  ['a link that nobody was given', 404, 'link-not-valid', () => send('GET', `/v1/tracking/${posted.id}.${'0'.repeat(24)}`, {})],
];
// biome-ignore format: a table
const PEOPLE: Case[] = [
  ['an unknown ticket', 404, 'ticket-not-found', () => desk('GET', '/v1/tickets/ABCDEFGH', 'agt_lin')],
  ['a ticket id that looks like a key', 404, 'ticket-not-found', () => desk('GET', '/v1/tickets/CODE%23ABCDEFGH', 'agt_lin')],
  ['a stale version', 412, 'stale-version', () => command('reply', handled.id, 'agt_lin', { text: '您好' }, { 'if-match': '"1"' })],
  ['a version that is none', 422, 'invalid-request', () => command('reply', handled.id, 'agt_lin', { text: '您好' }, { 'if-match': 'W/"1"' })],
  ['an Idempotency-Key of 256 characters', 422, 'invalid-request', () => command('reply', handled.id, 'agt_lin', { text: '您好' }, { 'idempotency-key': 'k'.repeat(256) })],
  ['a command that the phase does not allow', 409, 'command-not-allowed-in-phase', () => command('review', handled.id, 'agt_bai', { verdict: 'pass' })],
  ['a command on the ticket of a colleague', 403, 'not-the-assignee', () => command('reply', handled.id, 'agt_zhou', { text: '您好' })],
  ['an agent who does not exist', 404, 'agent-not-found', () => command('assign', posted.id, 'agt_luo', { agent: 'agt_nobody' })],
  ['an unknown category', 422, 'unknown-category', () => command('classify', handled.id, 'agt_lin', { category: 'weather' })],
  ['an unknown queue', 422, 'unknown-queue', () => command('transfer', handled.id, 'agt_lin', { queue: 'nowhere', reason: '转' })],
  ['a page token that was tampered with', 400, 'page-token-invalid', async () => page((await nextPage()).replace(/^../, 'xx'))],
  ['the page token of another list', 400, 'page-token-invalid', async () => page(await nextPage(), '/v1/queues/logistics/tickets')],
  ['a limit beyond 100', 422, 'invalid-request', () => desk('GET', '/v1/me/tickets?limit=101', 'agt_lin')],
];
// biome-ignore format: a table
const GATEWAY: [what: string, status: number, sent: () => Promise<Answered>][] = [
  ['a request without a token', 401, () => send('GET', `/v1/tickets/${posted.id}`, {})],
  ['a token whose claims were changed', 401, () => desk('GET', `/v1/tickets/${posted.id}`, 'forged')],
  ['a token without the scope', 403, () => command('clocks/rebuild', posted.id, 'agt_lin', {})],
  ['a path that is no route', 404, () => desk('GET', '/v1/nothing', 'agt_lin')],
  ['a method that the route has not', 404, () => desk('DELETE', `/v1/tickets/${posted.id}`, 'agt_lin')],
];

describe('refuses, and writes nothing', () => {
  it.each([...CHANNEL, ...PEOPLE])('refuses %s: %i %s', async (_, status, code, sent) => {
    const before = await stored();
    const answer = await sent();
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body).toMatchObject({
      status,
      type: `/docs/errors.md#${code}`,
      instance: expect.stringMatching(/./),
    });
    await system.runtime.settle();
    expect(await stored()).toEqual(before);
  });

  it.each(GATEWAY)('refuses %s at the gateway: %i', async (_, status, sent) => {
    const before = await stored();
    const answer = await sent();
    expect([answer.status, Object.keys(answer.body)]).toEqual([status, ['message']]);
    expect(await stored()).toEqual(before);
  });

  it('refuses a nonce that was used, also by a request that was refused', async () => {
    const nonce = randomUUID();
    const path = '/v1/channel/tickets/ABCDEFGH/urge';
    expect((await signed({ path, nonce })).body.code).toBe('ticket-not-found');
    const before = await stored();
    const again = await signed({ body: request(), nonce });
    expect([again.status, again.body.code]).toEqual([401, 'nonce-replayed']);
    expect(await stored()).toEqual(before);
  });

  it('refuses an Idempotency-Key that stands for another command, and says when it repeats an answer', async () => {
    const key = { 'idempotency-key': 'note-1' };
    const first = await command('note', handled.id, 'agt_lin', { text: '一' }, key);
    expect(first.status).toBe(200);
    await system.runtime.settle();
    const before = await stored();
    const same = await command('note', handled.id, 'agt_lin', { text: '一' }, key);
    expect([same.status, same.body]).toEqual([200, first.body]);
    expect(same.headers.get('idempotency-replayed')).toBe('true');
    const other = await command('note', handled.id, 'agt_lin', { text: '二' }, key);
    expect([other.status, other.body.code]).toEqual([409, 'idempotency-key-reused']);
    expect(await stored()).toEqual(before);
  });

  it('tells all problems of a request at once', async () => {
    const customer = { id: '', email: 'nobody', age: 3 };
    const { body } = await signed({ body: request({ subject: '', colour: 'red', customer }) });
    const paths = body.errors.map(({ path }: { path: string }) => path).sort();
    expect(paths).toEqual(['colour', 'customer.age', 'customer.email', 'customer.id', 'subject']);
  });

  it('never answers with a fault, whatever JSON comes', async () => {
    const field = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.jsonValue({ maxDepth: 2 }));
    const wild = fc.record(
      {
        uniqueId: field,
        subject: field,
        description: field,
        customer: fc.record({ id: field }),
        orders: field,
        tags: field,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(wild, fc.jsonValue()), async (body) => {
        const { status } = await signed({ body: JSON.stringify(body) });
        expect([200, 201, 409, 422]).toContain(status);
      }),
      { numRuns: 60 },
    );
  });
});

describe('keeps what is good', () => {
  /** 10,000 characters as JavaScript counts them; nothing in it looks like personal data. */
  const LONG = (() => {
    const sample =
      '快递在哪？\u200b 配送が遅い。 배송이 늦어요. أين طلبي؟ איפה החבילה? Где посылка? Πού είναι; यह कहाँ है? ഇത് എവിടെ? ' +
      '👩\u200d👩\u200d👧‍👦 🇨🇳 🏳️\u200d🌈 e\u0301 ﷽ 𠮷𩸽 \u202eabc\u202c \ufeff\t\r\n"\\\\<b>&amp;</b> \u0000\u0007\u2028 ';
    const whole = sample.repeat(Math.floor(10_000 / sample.length));
    return whole + '终'.repeat(10_000 - whole.length);
  })();

  it('gives a text of 10,000 characters back as it came, and answers a repeated request with the same', async () => {
    expect(LONG).toHaveLength(10_000);
    const body = request({ subject: LONG.slice(0, 120), description: LONG });
    const first = await signed({ body });
    expect(first.status).toBe(201);
    const { id } = first.body;
    expect((await desk('GET', `/v1/tickets/${id}`, 'agt_lin')).body).toMatchObject({
      subject: LONG.slice(0, 120),
      description: LONG,
    });
    expect((await signed({ path: `/v1/channel/tickets/${id}/messages`, body: { text: LONG } })).status).toBe(200);
    const { items } = (await desk('GET', `/v1/tickets/${id}/timeline`, 'agt_lin')).body;
    expect(items[0].data.description).toBe(LONG);
    expect(items.find(({ type }: any) => type === 'ticket.customer-replied').data.text).toBe(LONG);
    const link = new URL(first.body.trackingUrl).pathname.split('/').at(-1);
    const { thread } = (await send('GET', `/v1/tracking/${link}`, {})).body;
    expect(thread.map(({ text }: any) => text)).toEqual([LONG, LONG]);

    await system.runtime.settle();
    const before = await stored();
    const again = await signed({ body });
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(await stored()).toEqual(before);
  });

  it('masks personal data in it, and nothing else', async () => {
    const { body } = await signed({ body: request({ description: '我的手机13800000102，订单E20261118004217 🙏' }) });
    const { description } = (await desk('GET', `/v1/tickets/${body.id}`, 'agt_lin')).body;
    expect(description).toBe('我的手机138****0102，订单E20261118004217 🙏');
  });
});
