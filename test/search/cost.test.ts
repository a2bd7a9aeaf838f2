import { afterAll, beforeAll, expect, it } from 'vitest';
import { TABLES } from '../functions/support/aws.ts';
import { actorOf } from '../routing/support/desk.ts';
import { type IndexDesk, openIndexDesk } from './support/index-desk.ts';

let desk: IndexDesk;
beforeAll(async () => {
  desk = await openIndexDesk();
});
afterAll(() => desk.close());

/** Write units of what was sent to the search table since. */
const unitsOf = async (act: () => Promise<unknown>): Promise<number> => {
  let units = 0;
  const size = (item: object): number => Math.ceil(JSON.stringify(item).length / 1024);
  const from = desk.stores.calls.length;
  await act();
  for (const { action, body } of desk.stores.calls.slice(from)) {
    if (action === 'PutItem' && body.TableName === TABLES.search) units += size(body.Item);
    if (action === 'DeleteItem' || action === 'UpdateItem') units += 1;
    if (action === 'BatchWriteItem')
      for (const { PutRequest } of body.RequestItems[TABLES.search]) units += PutRequest ? size(PutRequest.Item) : 1;
  }
  return units;
};

it('a ticket of three short texts costs three write units, and some three more when it is packed with a hundred others', async () => {
  const chief = actorOf('agt_chief', 'supervisor');
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
  const packing = await unitsOf(async () => expect(await desk.pack()).toEqual({ chunks: 1, steps: 0 }));
  console.info(`packing: ${packing / 128} write units a text`);
  expect(packing / 128).toBeLessThan(3.2);
});
