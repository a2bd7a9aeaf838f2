import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import { isTimeToPack } from '../../core/usecases/keep-index.ts';
import { TABLES } from '../functions/support/aws.ts';
import { actorOf } from '../routing/support/desk.ts';
import { type IndexDesk, openIndexDesk } from './support/index-desk.ts';

const chief = actorOf('agt_chief', 'supervisor');

let desk: IndexDesk;
beforeEach(async () => {
  desk = await openIndexDesk();
});
afterEach(() => desk.close());

/** What was called meanwhile, in order. */
const callsOf = async (act: () => Promise<unknown>) => {
  const from = desk.stores.calls.length;
  await act();
  return desk.stores.calls.slice(from);
};
const actionsOf = async (act: () => Promise<unknown>) => (await callsOf(act)).map(({ action }) => action);

/** Write units of what was sent to the search table since. */
const unitsOf = async (act: () => Promise<unknown>): Promise<number> => {
  let units = 0;
  const size = (item: object): number => Math.ceil(JSON.stringify(item).length / 1024);
  for (const { action, body } of await callsOf(act)) {
    if (action === 'PutItem' && body.TableName === TABLES.search) units += size(body.Item);
    if (action === 'DeleteItem' || action === 'UpdateItem') units += 1;
    if (action === 'TransactWriteItems')
      for (const { Put, Delete } of body.TransactItems)
        if ((Put ?? Delete)?.TableName === TABLES.search) units += 2 * (Put ? size(Put.Item) : 1);
    if (action === 'BatchWriteItem')
      for (const { PutRequest } of body.RequestItems[TABLES.search]) units += PutRequest ? size(PutRequest.Item) : 1;
  }
  return units;
};

/** Opens a ticket, which somebody assigns, accepts and answers: its fourth event says something again. */
const answered = async (): Promise<TicketId> => {
  const id = await desk.open({ text: '快递到哪了，订单 2026030200017 三天没有更新' });
  const lin = actorOf('agt_lin', 'agent');
  await desk.give(id, { type: 'assign', assignee: { id: 'agt_lin', name: 'lin', team: 'logistics' } }, chief);
  await desk.give(id, { type: 'accept' }, lin);
  await desk.give(id, { type: 'reply', text: '您好，正在为您核实。' }, lin);
  return id;
};

describe('calls', () => {
  beforeEach(() => desk.agent('lin', { capacity: 100 }));

  it('each event of the plain path is one read and one write, and one that is told again one read', async () => {
    const id = await answered();
    for (const seq of [1, 4]) {
      expect(await actionsOf(() => desk.keep([id, seq]))).toEqual(['BatchGetItem', 'PutItem']);
      expect(await actionsOf(() => desk.keep([id, seq], [id, 1]))).toEqual(['BatchGetItem']);
    }
    expect(await desk.find('核实 更新')).toEqual([id]);
  });

  it('a batch is one read and one write, which has each ticket once, however many of its events are in it', async () => {
    const ids = [await answered(), await answered(), await answered(), await answered()];
    const told = ids.flatMap((id) => [[id, 4] as const, [id, 1] as const, [id, 4] as const]);
    const [read, write, ...others] = await callsOf(() => desk.keep(...told));
    expect([read!.action, write!.action, others]).toEqual(['BatchGetItem', 'TransactWriteItems', []]);
    const written = write!.body.TransactItems.map(({ Put }: any) => Put.Item.sk.S);
    expect(written.toSorted()).toEqual(ids.toSorted());
    expect((await desk.find('核实 更新')).toSorted()).toEqual(ids.toSorted());
  });

  it('a batch of as many as the queue hands over is one call to read and one to write', async () => {
    const ids: TicketId[] = [];
    for (let at = 0; at < 20; at += 1) ids.push(await answered());
    await desk.keep(...ids.map((id) => [id, 1] as const));
    const actions = await actionsOf(() => desk.keep(...ids.map((id) => [id, 4] as const)));
    expect(actions).toEqual(['BatchGetItem', 'TransactWriteItems']);
  });

  it('a timeline is asked for what lies far behind, once', async () => {
    const id = await answered();
    for (let at = 0; at < 9; at += 1) await desk.give(id, { type: 'note', text: `第${at}次联系仓库` }, chief);
    await desk.keep([id, 1]);
    expect(await actionsOf(() => desk.keep([id, 13]))).toEqual(['BatchGetItem', 'Query', 'PutItem']);
    expect(await desk.find('"第7次"')).toEqual([id]);
  });

  it('whoever is to look for something to be packed looks once in a batch', async () => {
    const id = await answered();
    const seqs: number[] = [];
    for (let seq = 5; seqs.length < 2; seq += 1) {
      await desk.give(id, { type: 'note', text: `第${seq}次联系仓库` }, chief);
      if (isTimeToPack(id, seq)) seqs.push(seq);
    }
    const actions = await actionsOf(() => desk.keep(...seqs.map((seq) => [id, seq] as const)));
    // What is known and what lies far behind; four queries of what is fresh; the state and the next claim.
    expect(actions.filter((action) => action === 'Query')).toHaveLength(5);
    expect(actions.filter((action) => action === 'GetItem')).toHaveLength(2);
  });
});

it('a ticket of three short texts costs three write units, and four more when it is packed with a hundred others', async () => {
  const id = await desk.open({ text: '快递到哪了，订单 2026030200017 三天没有更新' });
  const living = await unitsOf(async () => {
    await desk.index(id);
    for (const [text, seq] of [
      ['您好，正在为您核实。', 2],
      ['预计今天送达。', 3],
    ] as const) {
      await desk.give(id, { type: 'note', text }, chief);
      await desk.index(id, seq);
    }
  });
  expect(living).toBe(3);
  const { fresh } = await desk.search.docOf(id);
  const spread = (at: number): string =>
    String.fromCharCode(0x4e00 + ((at * 7919) % 3000), 0x4e00 + ((at * 104_729) % 3000));
  for (let at = 0; at < 127; at += 1) {
    const said = `${fresh!.said} ${spread(at)}${spread(at + 500)}${spread(at + 900)}`;
    await desk.search.putFresh({ ...fresh!, ticketId: `tkt_1${String(at).padStart(25, '0')}`, said });
  }
  const from = desk.stores.calls.length;
  const packing = await unitsOf(async () => expect(await desk.pack()).toEqual({ chunks: 1, steps: 0 }));
  console.info(`packing: ${packing / 128} write units a text`);
  expect(packing / 128).toBeLessThan(4.3);
  const actions = desk.stores.calls.slice(from).map(({ action }) => action);
  // The claim, its segment, its texts in two halves; then the state, and the same two halves leave what is fresh.
  expect(actions.filter((action) => /Write|Put|Update|Delete/.test(action))).toEqual([
    ...['PutItem', 'BatchWriteItem', 'TransactWriteItems', 'TransactWriteItems', 'UpdateItem'],
    ...['TransactWriteItems', 'TransactWriteItems'],
  ]);
});
