import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, openDesk, request, SUPERVISOR } from './support/desk.ts';

let desk: Desk;
let id: string;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  id = (await desk.open(request())).body.id;
});

// A key has one meaning for a channel, over all its tickets.
const say = (what: string, key: string, body: object, headers: object = {}) =>
  desk.signed(`POST /v1/channel/tickets/{id}/${what}`, `/v1/channel/tickets/${id}/${what}`, {
    body,
    headers: { 'idempotency-key': `${id} ${key}`, ...headers },
  });
const count = async (type: string): Promise<number> => {
  const path = `/v1/tickets/${id}/timeline`;
  const { body } = await desk.query('GET /v1/tickets/{id}/timeline', path, SUPERVISOR, 'limit=100');
  return body.items.filter((event: { type: string }) => event.type === `ticket.${type}`).length;
};

describe('a channel that got no answer asks again', () => {
  it.each([
    ['urge', 'urged', { text: '麻烦快点！' }],
    ['messages', 'customer-replied', { text: '照片发过去了' }],
  ])('%s with a new nonce and the same key happens once', async (what, type, body) => {
    const first = await say(what, 'm-1', body);
    const again = await say(what, 'm-1', body);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([undefined, 'true']);
    expect(await count(type)).toBe(1);
    await say(what, 'm-2', body);
    expect(await count(type)).toBe(2);
  });

  it('refuses the key for another command or another text', async () => {
    await say('urge', 'm-1', { text: '一' });
    const another = await say('urge', 'm-1', { text: '二' });
    expect([another.status, another.body.code]).toEqual([409, 'idempotency-key-reused']);
    expect((await say('messages', 'm-1', { text: '一' })).body.code).toBe('idempotency-key-reused');
    expect(await count('urged')).toBe(1);
  });

  it('refuses the same signed request twice all the same', async () => {
    const wrong = { 'x-gongdan-nonce': 'nonce-of-one-request-000000001' };
    const ask = () =>
      desk.signed(
        'POST /v1/channel/tickets/{id}/urge',
        `/v1/channel/tickets/${id}/urge`,
        { body: {}, headers: { 'idempotency-key': `${id} m-1` } },
        'shop',
        wrong,
      );
    expect((await ask()).status).toBe(200);
    expect((await ask()).body.code).toBe('nonce-replayed');
  });

  it('refuses a version that is not the present one', async () => {
    expect((await say('urge', 'm-1', {}, { 'if-match': '"9"' })).body.code).toBe('stale-version');
    expect(await count('urged')).toBe(0);
  });
});
