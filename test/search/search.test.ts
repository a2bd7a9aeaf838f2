import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actorOf } from '../routing/support/desk.ts';
import fc from '../support/properties.ts';
import { type IndexDesk, openIndexDesk } from './support/index-desk.ts';

const chief = actorOf('agt_chief', 'supervisor');

let desk: IndexDesk;
beforeEach(async () => {
  desk = await openIndexDesk();
});
afterEach(() => desk.close());

/** A fresh ticket, and the same packed. */
const BOTH = [
  ['fresh', async () => {}],
  ['packed', async () => void (await desk.pack(1))],
] as const;

describe.each(BOTH)('a %s ticket', (_, settle) => {
  it('is found by its subject, its customer, its number and what was said, and by all of it together', async () => {
    const id = await desk.written('退款一直没到账 SF1234567890123', 'c-77');
    await desk.written('快递丢件了');
    await desk.give(id, { type: 'note', text: '已联系财务，工号 8842' }, chief);
    await desk.index(id, 2);
    await settle();
    for (const text of ['退款', '到账 退款', '"没到账"', 'sf1234567890123', '0123', 'c-77', '财务 退款', '8842'])
      expect(await desk.find(text)).toEqual([id]);
    for (const text of ['退款 丢件', '发票', '"到账 财务"']) expect(await desk.find(text)).toEqual([]);
  });

  it('is left out by what it is, and by who asks', async () => {
    const id = await desk.written('退款一直没到账');
    await settle();
    const [ticket] = (await desk.page('退款')).items;
    expect(ticket).toMatchObject({ id, phase: 'queued', queue: 'aftersales' });
    const filters = {
      phase: 'queued',
      queue: 'aftersales',
      category: ticket?.category,
      from: ticket?.openedAt,
    } as const;
    expect(await desk.find('退款', { filter: filters })).toEqual([id]);
    for (const filter of [
      { phase: 'closed' },
      { queue: 'presale' },
      { category: 'other' },
      { to: ticket!.openedAt },
    ] as const)
      expect(await desk.find('退款', { filter })).toEqual([]);
    expect(await desk.find('退款', { visible: ({ queue }) => queue !== 'aftersales' })).toEqual([]);
  });

  it('is found by what was said last, once, wherever it stands', async () => {
    const id = await desk.written('退款一直没到账');
    await settle();
    await desk.give(id, { type: 'note', text: '客户要开发票' }, chief);
    expect(await desk.index(id, 2)).toBe('indexed');
    expect(await desk.index(id, 2)).toBe('known');
    expect(await desk.index(id, 1)).toBe('known');
    expect(await desk.find('退款 发票')).toEqual([id]);
    await desk.pack(1);
    expect(await desk.find('退款 发票')).toEqual([id]);
    expect(await desk.find('退款')).toEqual([id]);
  });
});

it('events that say nothing cost nothing but one read', async () => {
  const id = await desk.written('退款一直没到账');
  await desk.agent('lin', { team: 'aftersales' });
  await desk.give(id, { type: 'assign', assignee: { id: 'agt_lin', name: 'lin', team: 'aftersales' } }, chief);
  desk.stores.calls.length = 0;
  expect(await desk.index(id, 2)).toBe('known');
  expect(desk.stores.calls.map(({ action }) => action)).toEqual(['BatchGetItem']);
});

it('what was written last comes first, page by page, each ticket once', async () => {
  const ids: string[] = [];
  for (let at = 0; at < 9; at += 1) ids.unshift(await desk.written(`第${at}次投诉`));
  expect(await desk.find('投诉', { limit: 4 })).toEqual(ids);
  await desk.pack(1);
  const more: string[] = [];
  for (let at = 9; at < 15; at += 1) more.unshift(await desk.written(`第${at}次投诉`));
  expect(await desk.find('投诉', { limit: 4 })).toEqual([...more, ...ids]);
  const { items, next } = await desk.page('投诉', { limit: 4 });
  await desk.pack(1); // between two pages
  await desk.written('又一次投诉');
  const rest = await desk.find('投诉', { limit: 4, after: next });
  expect([...items.map(({ id }) => id), ...rest].toSorted()).toEqual([...more, ...ids].toSorted());
});

it('a request looks at so many and no more: a page comes back short, and leads on', async () => {
  const id = await desk.written('退款一直没到账');
  const doc = (await desk.search.docOf(id)).fresh!;
  // Tickets that are not there: what names them is looked at, and left out.
  const nobody = (at: number) => `tkt_1${String(at).padStart(25, '0')}` as const;
  for (let at = 0; at < 260; at += 1)
    await desk.search.putFresh({
      ...doc,
      ticketId: nobody(at),
      at: new Date(Date.parse(doc.at) + at + 1).toISOString(),
    });
  const all = await desk.page('退款');
  expect(all).toMatchObject({ items: [], next: { fresh: { id: nobody(160) } } });
  expect(await desk.find('退款')).toEqual([id]);
  await desk.pack(1);
  desk.stores.calls.length = 0;
  expect(await desk.page('退款')).toMatchObject({ items: [], next: { below: expect.any(Number) } });
  expect(desk.stores.calls.length).toBeLessThan(25);
  expect(await desk.find('退款')).toEqual([id]);
});

it('as many as are written, in any order of events, packing and merging, are all found, each once', {
  timeout: 60_000,
}, async () => {
  const words = ['退款', '快递', '丢件', '发票', '投诉', '优惠', '账号', '破损'];
  const [steps] = fc.sample(fc.array(fc.tuple(fc.nat(7), fc.nat(7), fc.nat(9)), { minLength: 300, maxLength: 300 }), {
    numRuns: 1,
  });
  const said = new Map<string, Set<string>>();
  for (const [first, second, act] of steps!) {
    const [a, b] = [words[first]!, words[second]!];
    const known = [...said.keys()];
    if (act < 6 || known.length === 0) said.set(await desk.written(`${a}，${b}`), new Set([a, b]));
    else if (act < 9) {
      const id = known[(first * 8 + second) % known.length] as `tkt_${string}`;
      await desk.give(id, { type: 'note', text: a }, chief);
      const { version } = (await desk.ports.tickets.current(id))!;
      await desk.index(id, version);
      said.get(id)!.add(a);
    } else await desk.pack(1);
  }
  for (const a of words)
    for (const b of words) {
      const expected = [...said].filter(([, each]) => each.has(a) && each.has(b)).map(([id]) => id);
      expect((await desk.find(`${a} ${b}`)).toSorted()).toEqual(expected.toSorted());
    }
});
