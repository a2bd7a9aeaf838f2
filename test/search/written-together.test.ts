/** Texts that are written with one call: each has its own condition, and its own fault. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeptDoc } from '../../core/ports-search.ts';
import { type IndexDesk, openIndexDesk } from './support/index-desk.ts';

let desk: IndexDesk;
beforeEach(async () => {
  desk = await openIndexDesk();
});
afterEach(() => desk.close());

const docOf = (number: number, seq: number): KeptDoc => ({
  ...{ ticketId: `tkt_${String(number).padStart(26, '0')}`, seq, at: '2026-03-02T01:00:00Z' },
  ...{ about: `第${number}件`, said: `说到${seq}`, tags: [], past: [] },
});
const put = (...docs: readonly KeptDoc[]) => Promise.all(docs.map((doc) => desk.search.putFresh(doc)));
const fresh = async (): Promise<readonly (readonly [number, number])[]> =>
  (await desk.search.fresh())
    .map(({ ticketId, seq }) => [Number(ticketId.slice('tkt_'.length)), seq] as const)
    .toSorted(([a], [b]) => a - b);
const actionsOf = async (act: () => Promise<unknown>): Promise<string[]> => {
  const from = desk.stores.calls.length;
  await act();
  return desk.stores.calls.slice(from).map(({ action }) => action);
};
const packedDocs = (docs: readonly KeptDoc[]) => docs.map((doc, number) => ({ ...doc, number }));

describe('fresh texts', () => {
  it('leave alone what is later, and are written beside it', async () => {
    await put(docOf(2, 9));
    const actions = await actionsOf(async () =>
      expect(await put(docOf(1, 4), docOf(2, 4), docOf(3, 4))).toEqual([true, false, true]),
    );
    expect(actions).toEqual(['TransactWriteItems', 'TransactWriteItems']);
    expect(await fresh()).toEqual([
      [1, 4],
      [2, 9],
      [3, 4],
    ]);
    expect(await put(docOf(1, 4), docOf(2, 9), docOf(3, 4))).toEqual([false, false, false]);
  });

  it('of one ticket, which do not go together, leave the later one whichever comes first', async () => {
    await put(docOf(1, 4), docOf(1, 7), docOf(2, 1));
    await put(docOf(3, 7), docOf(3, 4), docOf(2, 2));
    expect(await fresh()).toEqual([
      [1, 7],
      [2, 2],
      [3, 7],
    ]);
  });

  it('go one by one when they cannot go together, and the one that is at fault fails alone', async () => {
    const wrong = { ...docOf(2, 1), said: '长'.repeat(140_000) }; // an item holds 400 KB
    const results = await Promise.allSettled([docOf(1, 1), wrong, docOf(3, 1)].map((doc) => desk.search.putFresh(doc)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await fresh()).toEqual([
      [1, 1],
      [3, 1],
    ]);
  });

  it('leave as far as they were packed: what changed meanwhile stays', async () => {
    const docs = Array.from({ length: 128 }, (_, at) => docOf(at, 4));
    await put(...docs);
    const changed = [0, 63, 64, 100].map((at) => docOf(at, 5));
    await put(...changed);
    await desk.search.removeFresh(docs);
    expect(await fresh()).toEqual(changed.map((_, at) => [[0, 63, 64, 100][at], 5]));
    await desk.search.removeFresh(docs);
    expect(await fresh()).toHaveLength(4);
  });
});

describe('packed texts', () => {
  it('never take the place of a later one, nor of one that was taken back, and those beside them are packed', async () => {
    const docs = [docOf(1, 4), docOf(2, 4), docOf(3, 4)];
    await desk.search.putPacked(packedDocs([docOf(7, 1), docOf(1, 6)]));
    await desk.search.forget(docs[1]!.ticketId, 5);
    await desk.search.putPacked(packedDocs(docs));
    const seqs = await Promise.all(docs.map(async ({ ticketId }) => (await desk.search.docOf(ticketId)).packed?.seq));
    expect(seqs).toEqual([6, undefined, 4]);
    expect(JSON.stringify(desk.items())).not.toContain('第2件');
  });

  it('fail aloud when one of them cannot be written', async () => {
    desk.stores.before = ({ action }) => {
      if (action === 'PutItem' || action === 'TransactWriteItems') throw new Error('broken off');
    };
    await expect(desk.search.putPacked(packedDocs([docOf(1, 1), docOf(2, 1)]))).rejects.toThrow('broken off');
  });
});
