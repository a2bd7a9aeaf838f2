/** Events on their way out of the whole system: through table, pipe, bus, queues and functions to a server beside it. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { clientsOf } from '../kill/clients.ts';
import { beginLife } from '../kill/life.ts';
import { minutes, type System, startSystem } from '../support/system.ts';
import { answering, startReceiver } from '../webhooks/receiver.ts';

/** Ids of all events of these tickets. */
const eventsOf = async (system: System, tickets: readonly string[]): Promise<string[]> => {
  const reader = await system.desk('agt_reader', 'operator'); // sees the tickets of all teams
  const pages = await Promise.all(tickets.map((id) => reader.getTimeline({ id, query: { limit: 100 } })));
  return pages.flatMap(({ items }) => items.map(({ id }) => id)).sort();
};

describe('events of tickets', () => {
  it('reach a webhook and a reader of the feed, all of them, signed, and only so', { timeout: 60_000 }, async () => {
    await using receiver = await startReceiver();
    await using system = await startSystem();
    const operator = await system.desk('agt_operator', 'operator');
    await system.hire('agt_lin', 'logistics');
    const hook = await operator.createWebhook({ body: { url: receiver.url } });
    const { id } = await system.post('订单超时未派送');
    const lin = await system.desk('agt_lin', 'agent');
    await lin.replyToTicket({ id, body: { text: '您好，正在核实 13812345678。' } });
    await system.runtime.advance(minutes(1));
    const expected = await eventsOf(system, [id]);
    expect(expected.length).toBeGreaterThan(2);
    expect(receiver.ids().sort()).toEqual(expected);
    for (const { body, headers } of receiver.received) {
      const event = JSON.parse(body);
      const secret = new Webhook(hook.secret);
      const at = new Date(Number(headers['webhook-timestamp']) * 1000);
      expect(headers['webhook-signature']).toBe(secret.sign(event.id, at, body));
      expect(body).not.toMatch(/订单|核实|138/);
    }
    const { items } = await operator.readEvents();
    expect(items.map((event) => event.id).sort()).toEqual(expected);
    const replied = items.find(({ type }) => type === 'ticket.replied');
    expect(replied).toMatchObject({ ticketId: id, actor: 'agent', queue: 'logistics' });
    expect(replied?.code).toMatch(/^[0-9A-Z]{8}$/);
  });

  it('come to an endpoint that was down for more than three hours, by the clock alone', {
    timeout: 120_000,
  }, async () => {
    await using receiver = await startReceiver();
    await using system = await startSystem();
    const operator = await system.desk('agt_operator', 'operator');
    const { id: webhook } = await operator.createWebhook({ body: { url: receiver.url, events: ['ticket.opened'] } });
    receiver.answer = answering(503);
    const tickets = [await system.post('快递到哪了'), await system.post('我要退款')].map(({ id }) => id);
    await system.runtime.advance(minutes(10));
    expect(receiver.received).toHaveLength(6); // at once, after 5 s, after 5 min
    await system.runtime.advance(minutes(190)); // each pause may be a fifth longer, and the sweep another five minutes
    expect((await operator.getWebhook({ webhook })).failures).toBe(10); // and after 30 min, and 2 h
    receiver.answer = answering(200);
    await system.runtime.advance(minutes(6 * 60));
    const { items } = await operator.listDeliveries({ webhook, query: { limit: 100 } });
    const delivered = items.filter(({ state }) => state === 'delivered').map(({ event }) => event);
    expect(delivered.sort()).toEqual(tickets.map((id) => `${id}.1`).sort());
  });

  it('survive that the system is killed while it delivers', { timeout: 120_000 }, async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'gongdan-webhooks-'));
    await using receiver = await startReceiver();
    try {
      {
        await using system = await startSystem(dataDir);
        const operator = await system.desk('agt_operator', 'operator');
        await operator.createWebhook({ body: { url: receiver.url } });
      }
      const tickets: string[] = [];
      for (const wanted of [3, 12]) {
        const life = beginLife('cdk.out/local', dataDir, 20);
        const clients = clientsOf(await life.ready());
        const enough = new Promise<void>((resolve) => {
          // Some are taken, some refused, and the last one never hears of its answer.
          receiver.answer = (response) => {
            if (receiver.received.length >= wanted) return resolve();
            return answering(receiver.received.length % 3 === 0 ? 500 : 204)(response, receiver.received[0]!);
          };
        });
        for (let count = 0; count < 8; count += 1) {
          const uniqueId = randomUUID();
          const body = { uniqueId, subject: '快递到哪了', description: '三天了', customer: { id: uniqueId } };
          tickets.push((await clients.channel('shop').createTicket({ body })).id);
        }
        await enough;
        await life.kill();
      }
      receiver.answer = answering(204);
      await using system = await startSystem(dataDir);
      await system.runtime.advance(minutes(20));
      const expected = await eventsOf(system, tickets);
      const operator = await system.desk('agt_operator', 'operator');
      const fed: string[] = [];
      let after: string | undefined;
      for (;;) {
        const page = await operator.readEvents({ query: { limit: 50, ...(after && { after }) } });
        fed.push(...page.items.map(({ id }) => id));
        after = page.next;
        if (!page.more) break;
      }
      expect(new Set(fed)).toEqual(new Set(expected));
      expect(new Set(receiver.ids())).toEqual(new Set(expected));
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
