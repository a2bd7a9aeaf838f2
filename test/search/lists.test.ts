import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Desk,
  LIN,
  OPERATOR,
  openDesk,
  type Person,
  REVIEWER,
  request,
  SUPERVISOR,
} from '../functions/support/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  for (const [id, team, roles] of [
    ['agt_lin', 'aftersales', ['agent']],
    ['agt_mei', 'aftersales', ['agent']],
    ['agt_zhao', 'aftersales', ['supervisor']],
    ['agt_wang', 'presale', ['agent']],
  ] as const)
    await desk.putAgent(id, { name: id, team, roles, capacity: 100, presence: 'offline' });
});
afterAll(() => desk.close());

const LISTS = {
  queue: ['GET /v1/queues/{queue}/tickets', '/v1/queues/aftersales/tickets'],
  mine: ['GET /v1/me/tickets', '/v1/me/tickets'],
  agent: ['GET /v1/agents/{agent}/tickets', '/v1/agents/agt_lin/tickets'],
  team: ['GET /v1/teams/{team}/tickets', '/v1/teams/aftersales/tickets'],
  customer: ['GET /v1/customers/{customer}/tickets', '/v1/customers/c-lists/tickets'],
  order: ['GET /v1/orders/{order}/tickets', '/v1/orders/O-1/tickets'],
} as const;

const page = (list: keyof typeof LISTS, person: Person, query = '') => {
  const [route, path] = LISTS[list];
  return desk.query(route, path, person, query);
};
/** All pages of a list. */
const all = async (list: keyof typeof LISTS, person: Person, query = 'limit=2'): Promise<string[]> => {
  const found: string[] = [];
  for (let next: string | undefined = ''; next !== undefined; ) {
    const { status, body } = await page(list, person, next ? `${query}&page=${encodeURIComponent(next)}` : query);
    expect(status, JSON.stringify(body)).toBe(200);
    found.push(...body.items.map(({ id }: { id: string }) => id));
    next = body.next;
  }
  return found;
};
const open = async (more: object = {}): Promise<string> => {
  const { body } = await desk.open(request(undefined, { orders: [], ...more }));
  desk.wait(60);
  return body.id;
};
const give = (id: string, agent: string) => desk.command('assign', id, SUPERVISOR, { body: { agent } });

/** Of no team. */
const NOBODY = { id: 'agt_nobody', roles: ['agent'] };

describe('lists of tickets', () => {
  const ids: string[] = [];
  beforeAll(async () => {
    for (const tags of [['大促'], [], ['大促'], [], []])
      ids.push(await open({ tags, ...(ids.length === 2 && { customer: { id: 'c-lists' }, orders: ['O-1'] }) }));
    await give(ids[0]!, 'agt_lin');
    await give(ids[1]!, 'agt_mei');
    await give(ids[2]!, 'agt_lin');
  });

  it('of a team are those of its agents, for whoever is of that team', async () => {
    const expected = [ids[0], ids[2], ids[1]];
    expect(await all('team', SUPERVISOR)).toEqual(expected);
    expect(await all('team', LIN, 'limit=1')).toEqual(expected);
    expect(await all('team', REVIEWER, 'limit=100')).toEqual(expected);
    expect((await page('team', NOBODY)).body.code).toBe('not-your-team');
  });

  it('take filters, each page for itself, and say so with a next that leads on', async () => {
    const tag = `tag=${encodeURIComponent('大促')}`;
    expect((await all('team', SUPERVISOR, `limit=1&${tag}`)).toSorted()).toEqual([ids[0], ids[2]].toSorted());
    expect(await all('mine', LIN, 'limit=1&priority=P0')).toEqual([]);
    expect(await all('queue', LIN, `limit=1&${tag}`)).toEqual([]);
    expect((await all('queue', LIN, 'limit=1&phase=queued')).toSorted()).toEqual([ids[3], ids[4]].toSorted());
    expect((await all('agent', OPERATOR, `limit=2&${tag}`)).toSorted()).toEqual([ids[0], ids[2]].toSorted());
    const next = encodeURIComponent((await page('team', SUPERVISOR, `limit=1&${tag}`)).body.next);
    expect((await page('team', SUPERVISOR, `limit=1&page=${next}`)).body.code).toBe('page-token-invalid');
  });

  it('of a customer and of an order show what the reader may read, open ones apart from closed ones', async () => {
    await desk.command('resolve', ids[2]!, LIN, { body: { code: 'done', text: '已退款' } });
    await desk.command('review', ids[2]!, REVIEWER, { body: { verdict: 'pass' } });
    const closed = await desk.command('close', ids[2]!, SUPERVISOR, {});
    expect(closed.body.phase).toBe('closed');
    const later = await open({ customer: { id: 'c-lists' }, orders: ['O-1'] });
    expect(await all('customer', OPERATOR, 'limit=1')).toEqual([later, ids[2]]);
    expect(await all('customer', OPERATOR, 'limit=1&only=open')).toEqual([later]);
    expect(await all('customer', OPERATOR, 'limit=1&only=closed')).toEqual([ids[2]]);
    expect(await all('customer', SUPERVISOR, 'only=closed')).toEqual([ids[2]]);
    expect(await all('customer', NOBODY, 'only=closed')).toEqual([]);
    expect(await all('order', OPERATOR, 'limit=1')).toEqual([later, ids[2]]);
    expect(await all('order', OPERATOR, 'limit=1&phase=closed')).toEqual([ids[2]]);
    expect(await all('order', SUPERVISOR, 'phase=closed')).toEqual([ids[2]]);
    expect(await all('order', NOBODY, 'phase=closed')).toEqual([]);
  });

  it('know what is due soon, what is late, and which escalation nobody has seen', async () => {
    const { body } = await desk.ticket(ids[0]!, OPERATOR);
    const minutes = (Date.parse(body.firstResponseDueAt) - Date.now()) / 60_000;
    expect(await all('mine', LIN, 'due=breached')).toEqual([]);
    desk.wait((minutes - 10) * 60);
    expect(await all('mine', LIN, 'due=soon')).toEqual([ids[0]]);
    desk.wait(20 * 60);
    expect(await all('mine', LIN, 'due=soon')).toEqual([]);
    expect(await all('mine', LIN, 'due=breached')).toEqual([ids[0]]);
    await desk.command('reply', ids[0]!, LIN, { body: { text: '正在处理' } });
    expect(await all('mine', LIN, 'due=breached')).toEqual([]);
    // What was missed has climbed.
    expect(await all('mine', LIN, 'escalated=unacknowledged')).toEqual([ids[0]]);
    await desk.command('acknowledge', ids[0]!, SUPERVISOR, {});
    expect(await all('mine', LIN, 'escalated=unacknowledged')).toEqual([]);
    await desk.command('escalate', ids[0]!, LIN, { body: { reason: '客户要求主管' } });
    expect(await all('mine', LIN, 'escalated=unacknowledged')).toEqual([ids[0]]);
  });

  it.each([
    ['due=later', 'query.due'],
    ['escalated=yes', 'query.escalated'],
    ['only=open', 'query.only'],
    ['phase=gone', 'query.phase'],
    ['limit=0', 'query.limit'],
  ])('refuse %s', async (query, path) => {
    const { status, body } = await page('mine', LIN, query);
    expect(status).toBe(422);
    expect(body.errors.map((error: { path: string }) => error.path)).toContain(path);
  });
});
