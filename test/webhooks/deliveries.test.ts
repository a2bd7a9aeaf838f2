import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Outside, openOutside } from './outside.ts';
import { answering, type Receiver, startReceiver } from './receiver.ts';

let outside: Outside;
beforeAll(async () => {
  outside = await openOutside();
});
afterAll(() => outside.desk.close());

let receiver: Receiver;
let hook: { id: string; secret: string };
const HOUR = 3600;

beforeEach(async () => {
  receiver = await startReceiver();
  hook = await outside.create({ url: receiver.url, events: ['ticket.*'] });
  return async () => {
    await outside.desk.outside('DELETE /v1/webhooks/{webhook}', `/v1/webhooks/${hook.id}`);
    await receiver[Symbol.asyncDispose]();
  };
});

describe('a webhook', () => {
  it('gets every event once, signed, thin, with the id of the event', async () => {
    const ids = await outside.happen(25);
    expect(receiver.ids().sort()).toEqual([...ids].sort());
    const [first] = receiver.received;
    const body = new Webhook(hook.secret).verify(first!.body, first!.headers as Record<string, string>) as any;
    expect(Object.keys(body).sort()).toEqual(
      ['actor', 'category', 'code', 'id', 'phase', 'priority', 'queue', 'seq', 'ticketId', 'time', 'type'].sort(),
    );
    expect(body).toMatchObject({
      type: 'ticket.opened',
      seq: 1,
      category: 'refund',
      phase: 'queued',
      actor: 'channel',
    });
    expect(body.code).toMatch(/^[0-9A-Z]{8}$/);
    expect(JSON.stringify(receiver.received)).not.toMatch(/张小三|13812345678|zhang@|退款/);
  });

  it('gets nothing from before it was there, and nothing that it did not ask for', async () => {
    await outside.happen(1);
    const other = await startReceiver();
    await outside.create({ url: other.url, events: ['ticket.clo*'] });
    const third = await startReceiver();
    await outside.create({ url: third.url, categories: ['presale'] });
    await outside.happen(2);
    expect(receiver.ids()).toHaveLength(3);
    expect(other.ids()).toEqual([]);
    expect(third.ids()).toEqual([]);
    await other[Symbol.asyncDispose]();
    await third[Symbol.asyncDispose]();
  });

  it('is tried again for three days, and the log tells of each attempt', async () => {
    receiver.answer = answering(500);
    const [event] = await outside.happen(1);
    for (const wait of [6, 6 * 60, 36 * 60, 2.4 * HOUR, 6 * HOUR, 12 * HOUR, 17 * HOUR, 24 * HOUR, 29 * HOUR])
      await outside.later(wait, hook.id);
    expect(receiver.ids()).toEqual(Array(10).fill(event));
    const { items } = await outside.deliveries(hook.id);
    expect(items.map(({ attempt, state, status }: any) => [attempt, state, status])).toEqual([
      [10, 'failed', 500],
      ...[9, 8, 7, 6, 5, 4, 3, 2, 1].map((attempt) => [attempt, 'waiting', 500]),
    ]);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(10);
  });

  it('wakes itself after five seconds, and for what comes meanwhile at once', async () => {
    const queued = outside.desk.aws.queued.length;
    receiver.answer = answering(500);
    await outside.happen(1);
    const delays = outside.desk.aws.queued.slice(queued).map(({ delayS }) => delayS);
    expect(delays[0]).toBe(0);
    expect(delays.at(-1)).toBeGreaterThanOrEqual(5);
    expect(delays.at(-1)).toBeLessThanOrEqual(6);
    receiver.answer = answering(200);
    await outside.later(7, hook.id);
    expect((await outside.deliveries(hook.id)).items.map(({ state }: any) => state)).toEqual(['delivered', 'waiting']);
  });

  it('is disabled by 410, and goes on where it stopped when it is enabled', async () => {
    receiver.answer = answering(410);
    const [gone] = await outside.happen(1);
    const later = await outside.happen(2);
    expect(receiver.ids()).toEqual([gone]);
    expect(await outside.get(hook.id)).toMatchObject({ enabled: false, disabledBy: 'gone' });
    receiver.answer = answering(204);
    await outside.desk.outside('PUT /v1/webhooks/{webhook}', `/v1/webhooks/${hook.id}`, {
      body: { url: receiver.url },
    });
    await outside.run();
    await outside.later(10, hook.id);
    expect(receiver.ids().slice(1).sort()).toEqual([gone, ...later].sort());
    expect(await outside.get(hook.id)).not.toHaveProperty('disabledBy');
  });

  it('waits as long as Retry-After says', async () => {
    receiver.answer = answering(429, { 'retry-after': '600' });
    const [first] = await outside.happen(1);
    receiver.answer = answering(204);
    const [second] = await outside.happen(1);
    await outside.later(590, hook.id);
    expect(receiver.ids()).toEqual([first]);
    await outside.later(11, hook.id);
    expect(receiver.ids().slice(1).sort()).toEqual([first, second].sort());
  });

  it('is left alone after ten failures in a row, loses nothing, and is tried with one event', async () => {
    receiver.answer = answering(500);
    const events = await outside.happen(10);
    expect(await outside.get(hook.id)).toMatchObject({ state: 'open', failures: 10 });
    const more = await outside.happen(5);
    expect(receiver.received).toHaveLength(10);
    await outside.later(61, hook.id); // half open: one probe, which fails
    expect(receiver.received).toHaveLength(11);
    expect(await outside.get(hook.id)).toMatchObject({ state: 'open', failures: 11 });
    receiver.answer = answering(200);
    await outside.later(90, hook.id); // the pause has doubled
    expect(receiver.received).toHaveLength(11);
    await outside.later(31, hook.id);
    await outside.later(600, hook.id);
    expect(await outside.get(hook.id)).toMatchObject({ state: 'closed', failures: 0 });
    const delivered = (await outside.deliveries(hook.id)).items.filter(({ state }: any) => state === 'delivered');
    expect(delivered.map(({ event }: any) => event).sort()).toEqual([...events, ...more].sort());
  });

  it('is disabled after five days without a success', async () => {
    receiver.answer = answering(500);
    await outside.happen(10);
    for (let day = 0; day < 5; day += 1) await outside.later(24 * HOUR + 60, hook.id);
    expect(await outside.get(hook.id)).toMatchObject({ enabled: false, disabledBy: 'failing' });
  });

  it('is signed with two secrets for a day after a new one', async () => {
    const rotated = await outside.desk.outside(
      'POST /v1/webhooks/{webhook}/rotate-secret',
      `/v1/webhooks/${hook.id}/rotate-secret`,
    );
    expect(rotated.body.secret).toMatch(/^whsec_/);
    expect(rotated.body.secret).not.toBe(hook.secret);
    await outside.happen(1);
    const [{ body, headers }] = receiver.received as [any];
    for (const secret of [hook.secret, rotated.body.secret]) new Webhook(secret).verify(body, headers);
    outside.desk.wait(24 * HOUR);
    await outside.happen(1);
    const second = receiver.received[1] as any;
    new Webhook(rotated.body.secret).verify(second.body, second.headers);
    expect(() => new Webhook(hook.secret).verify(second.body, second.headers)).toThrow('No matching signature');
  });

  it('is tried by a ping', async () => {
    await outside.desk.outside('POST /v1/webhooks/{webhook}/ping', `/v1/webhooks/${hook.id}/ping`);
    await outside.run();
    expect(JSON.parse(receiver.received[0]!.body)).toMatchObject({ type: 'webhook.ping' });
  });

  it('is not held back by one that does not answer', async () => {
    const slow = await startReceiver();
    const open: (() => void)[] = [];
    slow.answer = (response) => open.push(() => response.end());
    const slowHook = await outside.create({ url: slow.url });
    await outside.record(await outside.open(3));
    const busy = outside.wake(slowHook.id);
    while (slow.received.length < 3) await new Promise((resolve) => setImmediate(resolve));
    await outside.wake(hook.id);
    expect(receiver.received).toHaveLength(3);
    await outside.wake(slowHook.id); // somebody is at it: turned away at once
    expect(slow.received).toHaveLength(3);
    for (const end of open) end();
    await busy;
    expect(await outside.get(slowHook.id)).toMatchObject({ failures: 0 });
    await slow[Symbol.asyncDispose]();
  });
});

describe('a replay', () => {
  it('delivers one event again', async () => {
    const [event] = await outside.happen(3);
    expect((await outside.replay(hook.id, { event })).body).toEqual({ deliveries: 1 });
    await outside.run();
    expect(receiver.ids().filter((id) => id === event)).toHaveLength(2);
    expect(receiver.ids()).toHaveLength(4);
  });

  it('delivers what failed, and what waits, once the endpoint works', async () => {
    receiver.answer = answering(500);
    const events = await outside.happen(2);
    const { items } = await outside.deliveries(hook.id);
    receiver.answer = answering(200);
    expect((await outside.replay(hook.id, { failedSince: items[0].at })).body).toEqual({ deliveries: 2 });
    await outside.run();
    expect(receiver.ids().slice(2).sort()).toEqual([...events].sort());
  });

  it('delivers all events since a time', async () => {
    await outside.happen(2);
    outside.desk.wait(60);
    const since = new Date(outside.desk.now() * 1000).toISOString();
    const events = [...(await outside.happen(3)), ...(await outside.happen(1))];
    expect((await outside.replay(hook.id, { since })).body).toEqual({ since });
    await outside.run();
    expect(receiver.ids().slice(6).sort()).toEqual([...events].sort());
  });

  it.each([
    ['of an event that was never sent', { event: 'tkt_none.1' }, 404, 'delivery-not-found'],
    ['of nothing', {}, 422, 'invalid-request'],
    ['of two things', { event: 'tkt_x.1', since: '2026-03-02T01:00:00Z' }, 422, 'invalid-request'],
  ])('refuses one %s', async (_, body, status, code) => {
    const answer = await outside.replay(hook.id, body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});
