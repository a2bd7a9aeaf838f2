import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Priority } from '../../core/domain/vocabulary.ts';
import { actorOf, openRoutingDesk, type RoutingDesk } from '../routing/support/desk.ts';

const chief = actorOf('agt_chief', 'supervisor');

let desk: RoutingDesk;
beforeEach(async () => {
  desk = await openRoutingDesk();
});
afterEach(() => desk.close());

const open = async (priority: Priority, customer?: string) => {
  const id = await desk.open({ priority, ...(customer && { customer }) });
  desk.wait(1000);
  return id;
};

it('what waits in a queue comes by urgency, page by page, and is counted', async () => {
  const ids = [await open('P1'), await open('P1'), await open('P1')];
  await desk.give(ids[2]!, { type: 'urge' }, { kind: 'customer', id: 'c', roles: ['customer'] });
  const expected = [ids[2], ids[0], ids[1]];
  const { items, next } = await desk.ports.tickets.queue('logistics', undefined, 2);
  const rest = await desk.ports.tickets.queue('logistics', next, 2);
  expect([...items, ...rest.items].map(({ id }) => id)).toEqual(expected);
  expect(rest.next).toBeUndefined();
  expect(await desk.ports.tickets.backlog('logistics')).toBe(3);
  expect(await desk.ports.tickets.backlog('nowhere')).toBe(0);
});

it('the most urgent of several queues come whole, with one query a queue and one batch', async () => {
  const first = await open('P1');
  await open('P1');
  const refund = await open('P2');
  desk.stores.calls.length = 0;
  const found = await desk.ports.tickets.waiting(['logistics', 'aftersales', 'payments'], 1);
  expect(found.map(({ id }) => id).toSorted()).toEqual([first, refund].toSorted());
  expect(desk.stores.calls.map(({ action }) => action)).toEqual(['Query', 'Query', 'Query', 'BatchGetItem']);
  expect(found.every((ticket) => ticket.phase === 'queued' && ticket.route)).toBe(true);
  desk.stores.calls.length = 0;
  expect(await desk.ports.tickets.waiting(['nowhere'], 10)).toEqual([]);
  expect(desk.stores.calls).toHaveLength(1);
});

it('what an agent holds comes whole, and nothing that has left them', async () => {
  await desk.agent('lin');
  const [kept, gone] = [await open('P1'), await open('P1')];
  const assignee = { id: 'agt_lin', name: 'lin', team: 'logistics' } as const;
  for (const id of [kept, gone]) await desk.give(id, { type: 'assign', assignee }, chief);
  await desk.give(gone, { type: 'queue' }, chief);
  expect(await desk.ports.tickets.held('agt_lin', 50)).toMatchObject([{ id: kept, phase: 'handling', units: 2 }]);
  expect(await desk.ports.tickets.held('agt_nobody', 50)).toEqual([]);
});

it('earlier tickets of a customer come whole, each once, the newest first', async () => {
  const ids = [await open('P3', 'c-1'), await open('P3', 'c-2'), await open('P3', 'c-1')];
  const earlier = (limit: number) => desk.ports.tickets.earlier('c-1', undefined, limit);
  expect((await earlier(10)).map(({ id }) => id)).toEqual([ids[2], ids[0]]);
  expect((await earlier(1)).map(({ id }) => id)).toEqual([ids[2]]);
});

it('more keys than a batch takes are asked for in several', async () => {
  const ids = await Promise.all(Array.from({ length: 130 }, () => desk.open()));
  desk.stores.calls.length = 0;
  expect(await desk.ports.tickets.waiting(['presale', 'logistics', 'payments', 'aftersales'], 130)).toHaveLength(
    ids.length,
  );
  expect(desk.stores.calls.filter(({ action }) => action === 'BatchGetItem')).toHaveLength(2);
});
