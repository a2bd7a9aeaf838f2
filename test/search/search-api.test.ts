import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TABLES } from '../functions/support/aws.ts';
import { type Desk, LIN, OPERATOR, openDesk, REVIEWER, request } from '../functions/support/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.putAgent('agt_lin', { name: '林', team: 'aftersales', roles: ['agent'] });
  await desk.putAgent('agt_wang', { name: '王', team: 'presale', roles: ['agent'] });
});
afterAll(() => desk.close());

const written = async (more: object = {}) => {
  const { body } = await desk.open(request(undefined, { orders: [], ...more }));
  expect(await desk.deliver('index', body.id, 1)).toEqual({ batchItemFailures: [] });
  return body.id as string;
};
const found = async (query: string, person = LIN) => {
  const { status, body } = await desk.search(query, person);
  expect(status).toBe(200);
  return body.items.map(({ id }: { id: string }) => id);
};
const q = (text: string) => `q=${encodeURIComponent(text)}`;

/** Of no team. */
const NOBODY = { id: 'agt_nobody', roles: ['agent'] };

describe('GET /v1/search', () => {
  it('finds a ticket as soon as its event was delivered, and shows its phone to nobody', async () => {
    const id = await written({ subject: '蓝牙耳机断连，电话 13812345678' });
    expect(await found(q('耳机 断连'))).toEqual([id]);
    const { body } = await desk.search(q('13812345678'), REVIEWER);
    expect(body.items.map((each: { id: string }) => each.id)).toContain(id);
    expect(JSON.stringify(body)).not.toContain('13812345678');
  });

  it('shows only what the reader may read', async () => {
    const id = await written({ subject: '充电宝鼓包' });
    expect(await found(q('充电宝'), LIN)).toEqual([id]);
    expect(await found(q('充电宝'), OPERATOR)).toEqual([id]);
    expect(await found(q('充电宝'), NOBODY)).toEqual([]);
  });

  it('filters by what the ticket is now, and by its tags', async () => {
    const id = await written({ subject: '键盘进水', tags: ['大促 2026'] });
    const { body } = await desk.ticket(id, OPERATOR);
    for (const filter of [
      'phase=queued',
      `queue=${body.queue}`,
      `category=${body.category}`,
      'from=2026-03-02T01:00:00Z',
    ])
      expect(await found(`${q('键盘')}&${filter}`)).toEqual([id]);
    for (const filter of ['phase=closed', 'queue=presale', 'category=invoice', 'to=2026-03-02T01:00:00Z'])
      expect(await found(`${q('键盘')}&${filter}`)).toEqual([]);
    expect(await found(`tag=${encodeURIComponent('大促 2026')}`)).toEqual([id]);
    expect(await found(`${q('键盘')}&tag=${encodeURIComponent('大促')}`)).toEqual([]);
  });

  it('leads on page by page, with a token for this search and this reader alone', async () => {
    const ids = [await written({ subject: '显示器花屏一' }), await written({ subject: '显示器花屏二' })];
    const first = await desk.search(`${q('花屏')}&limit=1`);
    const next = encodeURIComponent(first.body.next);
    const second = await desk.search(`${q('花屏')}&limit=1&page=${next}`);
    expect([first, second].flatMap(({ body }) => body.items.map((each: { id: string }) => each.id)).toSorted()).toEqual(
      ids.toSorted(),
    );
    for (const [query, person] of [
      [q('显示器'), LIN],
      [`${q('花屏')}&phase=queued`, LIN],
      [q('花屏'), OPERATOR],
    ] as const)
      expect(await desk.search(`${query}&limit=1&page=${next}`, person)).toMatchObject({
        status: 400,
        body: { code: 'page-token-invalid' },
      });
  });

  it.each([
    ['limit=1', ''],
    [q('的'), 'query.q'],
    [q('!!'), 'query.q'],
    [`${q('退款')}&phase=lost`, 'query.phase'],
    [`${q('退款')}&from=yesterday`, 'query.from'],
    [`${q('退款')}&colour=red`, 'query.colour'],
    [q('退'.repeat(201)), 'query.q'],
  ])('refuses %s', async (query, path) => {
    const { status, body } = await desk.search(query);
    expect(status).toBe(422);
    expect(body.errors.map((error: { path: string }) => error.path).join()).toContain(path);
  });

  it('refuses who has no role for it', async () => {
    expect((await desk.search(q('退款'), { id: 'agt_lin', roles: [] })).status).toBe(403);
  });
});

describe('what keeps the index', () => {
  it('hears of an event twice, late, and together with others: the text stands there once', async () => {
    const { body } = await desk.open(request(undefined, { subject: '投影仪偏色', orders: [] }));
    await desk.command('note', body.id, LIN, { body: { text: '寄回检测' } });
    const all = [2, 1, 2, 1].map((seq) => [body.id, seq] as const);
    expect(await desk.deliverAll('index', all)).toEqual({ batchItemFailures: [] });
    expect(await found(q('投影仪 检测'))).toEqual([body.id]);
    expect(desk.items(TABLES.search).filter(({ sk }) => sk.S === body.id)).toHaveLength(1);
  });
});
