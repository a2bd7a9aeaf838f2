import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES } from '../../functions/shared/body.ts';
import { TABLES } from './support/aws.ts';
import { type Desk, LIN, openDesk, request } from './support/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const post = (sent: object, channel?: string, wrong?: Record<string, string>) =>
  desk.signed('POST /v1/tickets', '/v1/tickets', sent, channel, wrong);

/** What a call leaves behind: nothing, when it is refused. */
const written = () => desk.items(TABLES.ticket).length;

describe('a request becomes a ticket', () => {
  it('answers 201 with the promise, after two queries at once and one transaction', async () => {
    desk.aws.calls.length = 0;
    const { status, body } = await desk.open(request('first'));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      phase: 'queued',
      firstResponseDueAt: '2026-03-02T01:30:00.000Z',
      resolutionDueAt: '2026-03-02T05:00:00.000Z',
    });
    expect(body.id).toMatch(/^tkt_[0-9A-Z]{26}$/);
    expect(body.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(body.trackingUrl).toMatch(
      new RegExp(`^https://desk.example/t/${body.id.slice(4)}\\.[0-9a-z]+-[0-9a-z]+\\.[0-9A-Za-z_-]{22}$`),
    );
    const operations = desk.aws.calls.map(({ action }) => action).filter((action) => action !== 'GetSecretValue');
    expect(operations.filter((action) => action !== 'GetItem')).toEqual(['Query', 'Query', 'TransactWriteItems']);

    desk.aws.calls.length = 0;
    expect((await desk.open(request('warm', { orders: ['of nobody else'] }))).status).toBe(201);
    expect(desk.aws.calls.map(({ action }) => action)).toEqual(['Query', 'Query', 'TransactWriteItems']);

    // Earlier tickets of the customer or the order are read whole: who served them, and whether this one repeats them.
    desk.aws.calls.length = 0;
    expect((await desk.open(request('next', { orders: ['of nobody else'] }))).status).toBe(201);
    expect(desk.aws.calls.map(({ action }) => action)).toEqual([
      ...['Query', 'Query', 'BatchGetItem', 'TransactWriteItems'],
    ]);
  });

  it('answers the same request again with the same receipt, and writes no second ticket', async () => {
    const first = await desk.open(request('twice'));
    const before = written();
    const second = await desk.open(request('twice'));
    expect(second.status).toBe(200);
    expect(second.body).toEqual(first.body);
    expect(written()).toBe(before + 1); // its nonce
  });

  it('lets posts of the same request that run at once become one ticket', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => desk.open(request('race'))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  const relatedOf = async (id: string): Promise<string[]> => {
    const { body } = await desk.query('GET /v1/tickets/{id}/timeline', `/v1/tickets/${id}/timeline`, LIN);
    return body.items[0].data.related;
  };
  const openLater = async (uniqueId: string, customer: string, orders: string[]): Promise<string> => {
    desk.wait(1);
    return (await desk.open(request(uniqueId, { customer: { id: customer }, orders }))).body.id;
  };

  it('relates the open tickets of the same customer, newest first', async () => {
    const first = await openLater('related-1', 'related', []);
    const second = await openLater('related-2', 'related', []);
    const third = await openLater('related-3', 'related', []);
    expect(await relatedOf(third)).toEqual([second, first]);
  });

  it('relates the tickets of the same order, whoever asks, each once', async () => {
    const mine = await openLater('same-order-1', 'buyer', ['O-77', 'O-78']);
    const others = await openLater('same-order-2', 'receiver', ['O-77']);
    await openLater('same-order-3', 'stranger', ['O-78']); // the order that is looked for is the first one
    expect(await relatedOf(await openLater('same-order-4', 'buyer', ['O-77']))).toEqual([others, mine]);
  });

  it('asks for the order only when there is one', async () => {
    const queries = () => desk.aws.calls.filter(({ action }) => action === 'Query').length;
    const before = queries();
    await desk.open(request('no-order', { orders: [] }));
    expect(queries()).toBe(before + 1);
    await desk.open(request('an-order'));
    expect(queries()).toBe(before + 3);
  });

  it('keeps text as it came, whatever the script', async () => {
    const description = `${'文'.repeat(5000)} a\u200bb 👩‍👩‍👧 עברית \u0000 ${'x'.repeat(4900)}`;
    const { status, body } = await desk.open(request('text', { description }));
    expect(status).toBe(201);
    expect((await desk.ticket(body.id)).body.description).toBe(description);
  });

  it('takes a body in base64, as the gateway hands over what it does not take for text', async () => {
    const { status } = await post({ body: request('base64'), base64: true });
    expect(status).toBe(201);
  });
});

describe('refuses at the door, with a code each, and writes nothing', () => {
  const refused = async (
    answer: Promise<{ status: number; body: any; headers: any }>,
    status: number,
    code: string,
  ) => {
    const before = written();
    const { status: was, body, headers } = await answer;
    expect([was, body.code]).toEqual([status, code]);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(body).toMatchObject({ status, type: `/docs/errors.md#${code}` });
    expect(body.instance).not.toBe('');
    expect(written()).toBe(before);
    return body;
  };

  it('refuses another content type', () =>
    refused(post({ body: request(), headers: { 'content-type': 'text/plain' } }), 415, 'unsupported-media-type'));

  it('refuses a body over 1 MB', () =>
    refused(post({ body: request('big', { description: 'x'.repeat(MAX_BODY_BYTES) }) }), 413, 'body-too-large'));

  it('refuses malformed JSON', () => refused(post({ body: '{"subject":' }), 400, 'malformed-json'));

  it('refuses all problems at once, unknown fields too', async () => {
    const body = { ...request(''), subject: 7, colour: 'red', customer: { id: 'c', email: 'nobody', age: 3 } };
    const { errors } = await refused(post({ body }), 422, 'invalid-request');
    expect(errors.map(({ path }: { path: string }) => path).sort()).toEqual(
      ['colour', 'customer.age', 'customer.email', 'subject', 'uniqueId'].sort(),
    );
  });

  it('refuses a text that is too long', async () => {
    const body = request('long', { description: '长'.repeat(10_001) });
    const { errors } = await refused(post({ body }), 422, 'invalid-request');
    expect(errors).toHaveLength(1);
  });

  it.each(['channel', 'timestamp', 'nonce', 'signature'])('refuses a request without its %s', (name) =>
    refused(post({ body: request() }, 'shop', { [`x-gongdan-${name}`]: '' }), 401, 'signature-missing'),
  );

  it('refuses a wrong signature before it looks at the body', () =>
    refused(post({ body: '{"broken' }, 'shop', { 'x-gongdan-signature': 'f'.repeat(64) }), 401, 'signature-invalid'));

  it('refuses a signature with a character beyond ASCII', () =>
    refused(post({ body: request() }, 'shop', { 'x-gongdan-signature': 'é'.repeat(64) }), 401, 'signature-invalid'));

  it('refuses what was signed with the key of another channel', () =>
    refused(post({ body: request() }, 'shop', { 'x-gongdan-channel': 'app' }), 401, 'signature-invalid'));

  it('refuses an unknown channel', () => refused(post({ body: request() }, 'telegram'), 401, 'unknown-channel'));

  it.each([-301, 301])('refuses a clock that is %d s off', (seconds) =>
    refused(
      post({ body: request() }, 'shop', { 'x-gongdan-timestamp': String(desk.now() + seconds) }),
      401,
      'clock-skew',
    ),
  );

  it('accepts a clock that is 5 min off', async () => {
    const wrong = { 'x-gongdan-timestamp': String(desk.now() - 300) };
    expect((await post({ body: request() }, 'shop', wrong)).status).toBe(201);
  });

  it('refuses a nonce that was used, for a new request and for a known one', async () => {
    const wrong = { 'x-gongdan-nonce': 'nonce-of-mine' };
    expect((await post({ body: request('once') }, 'shop', wrong)).status).toBe(201);
    await refused(post({ body: request('once') }, 'shop', wrong), 401, 'nonce-replayed');
    await refused(post({ body: request('other') }, 'shop', wrong), 401, 'nonce-replayed');
    expect((await post({ body: request('of-app') }, 'app', wrong)).status).toBe(201);
  });

  it('refuses a known uniqueId with another content', async () => {
    expect((await desk.open(request('same'))).status).toBe(201);
    const { status, body } = await desk.open(request('same', { subject: '别的' }));
    expect([status, body.code]).toEqual([409, 'unique-id-reused']);
  });

  it('refuses to tell the cause of a fault', async () => {
    const { AwsError } = await import('../../local/aws.ts');
    desk.aws.refuse = (action) =>
      action === 'TransactWriteItems' ? new AwsError('ValidationException', 'secret detail of Tickets') : undefined;
    const { status, body } = await desk.open(request('fault'));
    desk.aws.refuse = () => undefined;
    expect([status, body.code]).toEqual([500, 'internal-error']);
    expect(JSON.stringify(body)).not.toContain('secret detail');
    expect((await desk.open(request('fault'))).status).toBe(201);
  });
});
