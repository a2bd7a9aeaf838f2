import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, LIN, OPERATOR, openDesk, POLICY, REVIEWER, request, SUPERVISOR, WANG } from './support/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  for (const { id, roles } of [LIN, WANG])
    await desk.putAgent(id, { name: '林', team: 'aftersales', roles, capacity: 100, presence: 'online' });
});
afterAll(() => desk.close());

const QUEUE = 'GET /v1/queues/{queue}/tickets';
const TIMELINE = 'GET /v1/tickets/{id}/timeline';
const ids = ({ body }: { body: any }): string[] => body.items.map(({ id }: { id: string }) => id);

describe('a ticket is looked at', () => {
  it('shows it with personal data masked, its ETag, and what the reader may do', async () => {
    const said = { description: '我的邮箱 zhang@example.com，身份证 110101199003071234，订单 20260301001' };
    const { body: receipt } = await desk.open(request('masked', said));
    const { status, headers, body } = await desk.ticket(receipt.id, LIN);
    expect([status, headers.etag]).toEqual([200, '"1"']);
    expect(body.customer).toMatchObject({ name: '张*三', phone: '138****5678', email: 'z***@example.com' });
    expect(body.description).toBe('我的邮箱 z***@example.com，身份证 110*************34，订单 20260301001');
    expect(body.allowed.sort()).toEqual([...['absorb', 'attach', 'claim', 'follow', 'link', 'merge', 'note', 'tag']]);
    expect((await desk.ticket(receipt.code, SUPERVISOR)).body.allowed).toContain('assign');
    expect(body).toMatchObject({ firstResponseDueAt: receipt.firstResponseDueAt, queue: 'aftersales', version: 1 });
    const timeline = await desk.query(TIMELINE, `/v1/tickets/${receipt.id}/timeline`, LIN);
    expect(JSON.stringify(timeline.body)).not.toMatch(/zhang@|13812345678|张小三|199003071234/);
  });

  it('refuses an unknown ticket, also one that looks like a key', async () => {
    for (const id of ['tkt_x', 'ABCDEFGH', 'CODE%23ABC', '..'])
      expect((await desk.ticket(id)).body.code, id).toBe('ticket-not-found');
    const timeline = await desk.query(TIMELINE, '/v1/tickets/ABCDEFGH/timeline', LIN);
    expect(timeline.body.code).toBe('ticket-not-found');
  });
});

describe('the timeline of a ticket that has absorbed others', () => {
  it('is read with theirs as one, by time, page by page', async () => {
    const customer = { id: 'c-merged' };
    const first = (await desk.open(request('merged-1', { customer }))).body;
    desk.wait(1);
    const second = (await desk.open(request('merged-2', { customer }))).body;
    desk.wait(1);
    await desk.command('note', first.id, LIN, { body: { text: '电联 13912345678' } });
    desk.wait(1);
    const merged = await desk.command('merge', first.id, LIN, { body: { into: second.code } });
    expect([merged.status, merged.body.phase]).toEqual([200, 'merged']);
    const path = `/v1/tickets/${second.id}/timeline`;
    const seen: any[] = [];
    for (let query: string | undefined = 'merged=true&limit=2'; query; ) {
      const { status, body } = await desk.query(TIMELINE, path, LIN, query);
      expect(status).toBe(200);
      seen.push(...body.items);
      query = body.next && `merged=true&limit=2&page=${body.next}`;
    }
    expect(seen.map(({ id, type }) => [id.slice(0, 30), type])).toEqual([
      [first.id, 'ticket.opened'],
      [second.id, 'ticket.opened'],
      [first.id, 'ticket.noted'],
      [second.id, 'ticket.absorbed'],
      [first.id, 'ticket.merged'],
    ]);
    expect(JSON.stringify(seen)).not.toContain('13912345678');
    const alone = await desk.query(TIMELINE, path, LIN);
    expect(alone.body.items.map(({ type }: { type: string }) => type)).toEqual(['ticket.opened', 'ticket.absorbed']);
    expect((await desk.query(TIMELINE, path, LIN, 'merged=yes')).body.code).toBe('invalid-request');
    const shown = (await desk.ticket(first.id)).body;
    expect([shown.phase, shown.into]).toEqual(['merged', { id: second.id, code: second.code }]);
    expect((await desk.ticket(second.id)).body.absorbed).toEqual([{ id: first.id, code: first.code }]);
  });
});

describe('lists', () => {
  it('pages through a queue, most urgent first, each ticket once', async () => {
    const opened: string[] = [];
    for (let at = 0; at < 23; at += 1) {
      const urgent = at % 5 === 0 ? { subject: '订单超时未派送', description: '请处理' } : {};
      opened.push((await desk.open(request(`page-${at}`, { category: 'promotion', ...urgent }))).body.id);
      desk.wait(1);
    }
    const seen: any[] = [];
    let query = 'limit=4';
    for (let page = 0; page < 10; page += 1) {
      const { status, body } = await desk.query(QUEUE, '/v1/queues/presale/tickets', LIN, query);
      expect(status).toBe(200);
      seen.push(...body.items);
      if (!body.next) break;
      query = `limit=4&page=${body.next}`;
    }
    expect(seen.map(({ id }) => id).sort()).toEqual(opened.sort());
    const order = seen.map(({ priority, firstResponseDueAt }) => `${priority} ${firstResponseDueAt}`);
    expect(order).toEqual(order.toSorted());
  });

  it('lists the reviews, and what is mine while it is mine', async () => {
    const { body } = await desk.open(request('mine'));
    await desk.command('claim', body.id, LIN);
    expect(ids(await desk.query('GET /v1/me/tickets', '/v1/me/tickets', LIN))).toEqual([body.id]);
    expect(ids(await desk.query('GET /v1/me/tickets', '/v1/me/tickets', WANG))).toEqual([]);
    expect(ids(await desk.query(QUEUE, '/v1/queues/aftersales/tickets', LIN))).not.toContain(body.id);
    await desk.command('resolve', body.id, LIN, { body: { code: 'done', text: '好了' } });
    expect(ids(await desk.query('GET /v1/me/tickets', '/v1/me/tickets', LIN))).toEqual([]);
    expect(ids(await desk.query(QUEUE, '/v1/queues/review/tickets', REVIEWER))).toEqual([body.id]);
  });

  const pages = async (routeKey: string, path: string, limit: number): Promise<string[]> => {
    const seen: string[] = [];
    for (let page = ''; ; ) {
      const { status, body } = await desk.query(routeKey, path, LIN, `limit=${limit}${page}`);
      expect(status).toBe(200);
      expect(body.items.length).toBeLessThanOrEqual(limit);
      seen.push(...ids({ body }));
      if (!body.next) return seen;
      page = `&page=${body.next}`;
    }
  };

  it('finds the tickets of a customer, open ones first, newest first, page by page', async () => {
    const opened: string[] = [];
    for (let at = 0; at < 5; at += 1) {
      desk.wait(1);
      opened.push((await desk.open(request(`of-${at}`, { customer: { id: '客户/7' } }))).body.id);
    }
    const [a, b, c, d, e] = opened;
    for (const id of [b!, d!]) {
      await desk.command('claim', id, LIN);
      await desk.command('resolve', id, LIN, { body: { code: 'done', text: '好了' } });
      await desk.command('review', id, REVIEWER, { body: { verdict: 'pass' } });
      expect((await desk.command('close', id, SUPERVISOR)).body.phase).toBe('closed');
    }
    const route = 'GET /v1/customers/{customer}/tickets';
    const path = `/v1/customers/${encodeURIComponent('客户/7')}/tickets`;
    for (const limit of [1, 2, 3, 5, 100]) expect(await pages(route, path, limit)).toEqual([e, c, a, d, b]);
    const { items } = (await desk.query(route, path, LIN, 'limit=4')).body;
    expect(items.map(({ phase }: any) => phase)).toEqual(['queued', 'queued', 'queued', 'closed']);
    expect(Object.keys(items[0]).sort()).toEqual(
      Object.keys((await desk.query(QUEUE, '/v1/queues/aftersales/tickets', LIN, 'limit=1')).body.items[0]).sort(),
    );
  });

  it('finds the tickets of an order, newest first, with one query and one batch', async () => {
    const opened: string[] = [];
    for (let at = 0; at < 3; at += 1) {
      desk.wait(1);
      opened.push((await desk.open(request(`order-${at}`, { orders: ['O 9/1', 'O-10'] }))).body.id);
    }
    const route = 'GET /v1/orders/{order}/tickets';
    const path = `/v1/orders/${encodeURIComponent('O 9/1')}/tickets`;
    for (const limit of [1, 2, 3]) expect(await pages(route, path, limit)).toEqual(opened.toReversed());
    const before = desk.aws.calls.length;
    await desk.query(route, path, LIN);
    expect(desk.aws.calls.slice(before).map(({ action }) => action)).toEqual(['Query', 'BatchGetItem']);
    expect(await pages(route, '/v1/orders/O-10/tickets', 5)).toEqual([]); // only the first order of a ticket leads to it
  });

  it('asks again for what a batch left out, and gives up in the end', async () => {
    const { body } = await desk.open(request('left-out', { orders: ['O-left'] }));
    const path = '/v1/orders/O-left/tickets';
    let left = 2;
    desk.aws.answer = (action, asked) =>
      action === 'BatchGetItem' && left-- > 0 ? { Responses: {}, UnprocessedKeys: asked.RequestItems } : undefined;
    expect(ids(await desk.query('GET /v1/orders/{order}/tickets', path, LIN))).toEqual([body.id]);
    left = Number.POSITIVE_INFINITY;
    expect((await desk.query('GET /v1/orders/{order}/tickets', path, LIN)).status).toBe(500);
    desk.aws.answer = () => undefined;
  });

  it('refuses customers and orders whose names are too long, and tokens of other lists', async () => {
    const long = await desk.query('GET /v1/orders/{order}/tickets', `/v1/orders/${'9'.repeat(65)}/tickets`, LIN);
    expect([long.status, long.body.code]).toEqual([422, 'invalid-request']);
    for (const uniqueId of ['token-1', 'token-2'])
      await desk.open(request(uniqueId, { customer: { id: 'O-token' }, orders: ['O-token'] }));
    const route = 'GET /v1/orders/{order}/tickets';
    const { next } = (await desk.query(route, '/v1/orders/O-token/tickets', LIN, 'limit=1')).body;
    const customer = 'GET /v1/customers/{customer}/tickets';
    const asked = await desk.query(customer, '/v1/customers/O-token/tickets', LIN, `page=${next}`);
    expect([asked.status, asked.body.code]).toEqual([400, 'page-token-invalid']);
  });

  it('pages through a timeline in order', async () => {
    const { body } = await desk.open(request('timeline'));
    for (const text of ['1', '2', '3', '4']) await desk.command('note', body.id, LIN, { body: { text } });
    const path = `/v1/tickets/${body.id}/timeline`;
    const first = await desk.query(TIMELINE, path, LIN, 'limit=3');
    const second = await desk.query(TIMELINE, path, LIN, `limit=3&page=${first.body.next}`);
    const seqs = [...first.body.items, ...second.body.items].map(({ seq }: { seq: number }) => seq);
    expect(seqs).toEqual([1, 2, 3, 4, 5]);
    expect(second.body.next).toBeUndefined();
  });

  it('refuses page tokens that were tampered with, or belong to another list or person', async () => {
    const path = '/v1/queues/presale/tickets';
    const { next } = (await desk.query(QUEUE, path, LIN, 'limit=1')).body;
    const [text, seal] = next.split('.');
    const forged = Buffer.from(JSON.stringify({ after: '0' })).toString('base64url');
    const asked = (page: string, at = path, person = LIN) =>
      desk.query(QUEUE, at, person, `limit=1&page=${encodeURIComponent(page)}`);
    for (const page of [
      `${forged}.${seal}`,
      `${text}.`,
      text,
      `${next}.x`,
      `${next}x`,
      'x',
      `${text}.${'é'.repeat(11)}`,
    ])
      expect((await asked(page)).body.code, page).toBe('page-token-invalid');
    expect((await asked(next, '/v1/queues/aftersales/tickets')).body.code).toBe('page-token-invalid');
    expect((await asked(next, path, WANG)).body.code).toBe('page-token-invalid');
    expect((await asked(next)).status).toBe(200);
  });

  it('refuses limits and names that cannot be, all at once', async () => {
    const { status, body } = await desk.query(QUEUE, '/v1/queues/Bad_Queue/tickets', LIN, 'limit=0&color=red');
    expect([status, body.code]).toEqual([422, 'invalid-request']);
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(['queue', 'query.limit', 'query.color']);
  });
});

describe('the directory, the report, the document', () => {
  it('lists a team with its load', async () => {
    const path = '/v1/teams/aftersales/agents';
    const { body } = await desk.query('GET /v1/teams/{team}/agents', path, SUPERVISOR);
    expect(ids({ body })).toEqual([LIN.id, WANG.id]);
    expect(body.items[0]).toMatchObject({ open: 0, capacity: 100, presence: 'online' });
  });

  it('refuses a day that is none, and a report to agents', async () => {
    const report = (day: string, person = SUPERVISOR) =>
      desk.query('GET /v1/reports/days/{day}', `/v1/reports/days/${day}`, person);
    expect((await report('2026-02-30')).body.code).toBe('invalid-request');
    expect((await report('2026-02-28')).body).toEqual({ day: '2026-02-28', rows: [] });
    expect((await report('2026-02-28', LIN)).body.code).toBe('not-permitted');
  });
});

describe('operators', () => {
  it('let people say whether they are here', async () => {
    const say = (person: { id: string; roles: readonly string[] }, presence: string) =>
      desk.call(
        desk.http.commands,
        'PUT /v1/me/presence',
        '/v1/me/presence',
        { body: { presence } },
        {
          sub: person.id,
          scope: 'openid gongdan/agent',
        },
      );
    expect((await say(LIN, 'away')).body).toMatchObject({ id: LIN.id, presence: 'away' });
    expect((await say({ id: 'agt_nobody', roles: [] }, 'away')).body.code).toBe('agent-not-found');
    expect((await say(LIN, 'asleep')).body.code).toBe('invalid-request');
  });

  it('change an agent without losing the load or the presence', async () => {
    const { body } = await desk.open(request('load'));
    await desk.command('claim', body.id, WANG);
    const agent = { name: '王', team: 'payments', roles: ['agent'], capacity: 5, email: 'wang@example.com' };
    const moved = await desk.putAgent(WANG.id, agent);
    expect(moved.body).toMatchObject({ ...agent, open: 1, load: 1, claimed: 1, presence: 'online' });
    const path = '/v1/teams/aftersales/agents';
    expect(ids(await desk.query('GET /v1/teams/{team}/agents', path, SUPERVISOR))).not.toContain(WANG.id);
  });

  it('refuse agents whose id or fields are wrong', async () => {
    const { body } = await desk.operate('PUT /v1/agents/{agent}', '/v1/agents/lin', { name: '' });
    expect(body.code).toBe('invalid-request');
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(['agent', 'name', 'team', 'roles']);
  });

  it('publish a policy that is sound, and refuse one that is not with every problem', async () => {
    const publish = (policy: string) => desk.operate('PUT /v1/policy', '/v1/policy', { policy });
    const changed = POLICY.replace(/name: shop,/, 'name: boutique,');
    const { status, body } = await publish(changed);
    expect(status).toBe(200);
    expect(body.version).not.toBe(desk.policy.version);
    expect((await publish(changed)).body.version).toBe(body.version);
    desk.wait(61);
    expect((await desk.open(request('after'))).body.code).toBe('unknown-channel');
    expect((await desk.open(request('after'), 'boutique')).status).toBe(201);
    const wrong = await publish('channels: 7\ncolour: red\n');
    expect([wrong.status, wrong.body.code]).toEqual([422, 'policy-invalid']);
    expect(wrong.body.errors.length).toBeGreaterThan(1);
    await publish(POLICY);
    desk.wait(61);
  });

  it('restart the workflow of a ticket, once per generation', async () => {
    const { body } = await desk.open(request('restart'));
    const restart = (id: string, generation: number) =>
      desk.operate(
        'POST /v1/tickets/{id}/restart-workflow',
        `/v1/tickets/${id}/restart-workflow`,
        { generation },
        OPERATOR,
      );
    expect((await restart(body.code, 2)).body).toEqual({ id: body.id, generation: 2, result: 'started' });
    expect((await restart(body.id, 2)).body.result).toBe('exists');
    expect(desk.aws.started.at(-1)).toEqual({
      name: `${body.id}-2`,
      input: JSON.stringify({ ticketId: body.id, generation: 2 }),
    });
    expect((await restart('ABCDEFGH', 2)).body.code).toBe('ticket-not-found');
    expect((await restart(body.id, 1)).body.code).toBe('invalid-request');
  });
});
