import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bucketsOf, type IndexState } from '../../core/domain/search/segments.ts';
import { type IndexDesk, openIndexDesk } from './support/index-desk.ts';

let desk: IndexDesk;
beforeEach(async () => {
  desk = await openIndexDesk();
});
afterEach(() => desk.close());

class Crash extends Error {}

/** Breaks off at the nth call, counted from 0; answers whether there was one. */
const crashAt = async (nth: number, act: () => Promise<unknown>): Promise<boolean> => {
  let count = 0;
  desk.stores.before = () => {
    if (count === nth) throw new Crash();
    count += 1;
  };
  try {
    await act();
    return false;
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    return true;
  } finally {
    desk.stores.before = () => {};
  }
};

const WORDS = ['退款', '快递'];
const fill = async (): Promise<Map<string, string[]>> => {
  const expected = new Map<string, string[]>();
  for (const [at, word] of WORDS.entries())
    for (let round = 0; round <= at; round += 1) {
      const id = await desk.written(`${word}问题`);
      expected.set(word, [id, ...(expected.get(word) ?? [])]);
    }
  return expected;
};
const expectAll = async (expected: ReadonlyMap<string, readonly string[]>): Promise<void> => {
  for (const [word, ids] of expected) expect((await desk.find(word)).toSorted()).toEqual(ids.toSorted());
};

describe('packing', () => {
  it('may break off at any call: everything is found at once, and when it is done again', {
    timeout: 60_000,
  }, async () => {
    let crashed = true;
    for (let nth = 0; crashed; nth += 1) {
      desk.close();
      desk = await openIndexDesk();
      const expected = await fill();
      crashed = await crashAt(nth, () => desk.pack(1));
      await expectAll(expected);
      await desk.pack(1);
      await expectAll(expected);
      expect(await desk.search.fresh()).toEqual([]);
      const more = await desk.written('退款问题');
      await desk.pack(1);
      await expectAll(new Map([...expected, ['退款', [more, ...expected.get('退款')!]]]));
    }
  });

  it('by two at once is packing once', async () => {
    const expected = await fill();
    await Promise.all([desk.pack(1), desk.pack(1), desk.pack(1)]);
    await expectAll(expected);
    const { built } = await desk.search.state();
    expect(built[0]).toBe(1);
  });

  it('waits for enough, and leaves what changes meanwhile to the next', async () => {
    const id = await desk.written('退款问题');
    expect(await desk.pack()).toEqual({ chunks: 0, steps: 0 });
    desk.stores.before = async ({ action }) => {
      if (action !== 'BatchWriteItem') return;
      desk.stores.before = () => {};
      const { fresh } = await desk.search.docOf(id);
      await desk.search.putFresh({ ...fresh!, seq: 9, said: '要发票' });
    };
    await desk.pack(1);
    expect((await desk.search.fresh()).map(({ seq }) => seq)).toEqual([9]);
    expect(await desk.find('发票')).toEqual([id]);
    expect(await desk.find('退款')).toEqual([id]);
    await desk.pack(1);
    expect(await desk.search.fresh()).toEqual([]);
    expect(await desk.find('发票')).toEqual([id]);
    expect(await desk.find('退款')).toEqual([id]);
  });

  it('makes eight chunks one, takes the old ones away with the next, and may break off at any call of it', {
    timeout: 60_000,
  }, async () => {
    const ids: string[] = [];
    const chunk = async () => {
      ids.unshift(await desk.written(`退款${ids.length}`));
      await desk.pack(1);
    };
    for (let at = 0; at < 7; at += 1) await chunk();
    ids.unshift(await desk.written('退款'));
    for (let nth = 14; await crashAt(nth, () => desk.pack(1)); nth += 9) expect(await desk.find('退款')).toEqual(ids);
    expect(await desk.search.state()).toEqual(state(8, 1));
    expect(await desk.find('退款')).toEqual(ids);
    for (let at = 0; at < 8; at += 1) await chunk();
    expect(await desk.find('退款')).toEqual(ids);
    expect(await desk.search.state()).toEqual(state(16, 2));
    const segments = new Map<string, number>();
    for (const { pk } of desk.items())
      if (pk.S.startsWith('SEGMENT#')) segments.set(pk.S, (segments.get(pk.S) ?? 0) + 1);
    // The first eight are gone; the last eight may still be read by somebody.
    expect(segments.size).toBe(8 + 2);
    expect(segments.has('SEGMENT#0#7')).toBe(false);
    expect(segments.get('SEGMENT#1#0')).toBe(bucketsOf(1));
  });

  it('by somebody who has slept since changes nothing', async () => {
    const first = await desk.written('退款问题');
    const old = (await desk.search.docOf(first)).fresh!;
    await desk.pack(1);
    await desk.search.putFresh({ ...old, seq: 5, said: '要发票', past: [0] });
    await desk.pack(1);
    await desk.search.putPacked([{ ...old, number: 0 }]);
    expect((await desk.search.docOf(first)).packed).toMatchObject({ seq: 5, number: 128 });
    expect(await desk.search.claim(0, [])).toBe(false);
    expect(await desk.search.advance(state(0, 0), state(1, 0))).toBe(false);
    expect(await desk.find('发票')).toEqual([first]);
  });
});

const state = (chunks: number, merged: number): IndexState => ({ built: [chunks, merged, 0, 0], merged: [0, 0, 0, 0] });

describe('forgetting', () => {
  it('removes the text wherever it stands, and who had which number', async () => {
    const [kept, gone] = [await desk.written('退款到13812345678'), await desk.written('退款到13912345678')];
    await desk.pack(1);
    const slow = (await desk.search.docOf(gone)).packed!;
    await desk.search.forget(gone, 3);
    expect(await desk.find('退款')).toEqual([kept]);
    expect(await desk.find('13912345678')).toEqual([]);
    await desk.search.putPacked([slow]); // a packer who still has the text
    expect(await desk.find('13912345678')).toEqual([]);
    expect(JSON.stringify(desk.items())).not.toContain('13912345678');
    expect((await desk.search.claimed(0))?.map((member) => member?.ticketId).filter(Boolean)).toEqual([kept]);
    await desk.search.forget(gone, 3);
    await desk.search.forget('tkt_00000000000000000000000009', 1);
    expect(await desk.find('退款')).toEqual([kept]);
  });

  it('of a fresh ticket, too, and what is said afterwards is found again', async () => {
    const id = await desk.written('退款到13912345678');
    await desk.search.forget(id, 3);
    expect(await desk.find('退款')).toEqual([]);
    expect(JSON.stringify(desk.items())).not.toContain('13912345678');
    const doc = { ticketId: id, seq: 3, at: desk.now(), about: '退款', said: '', tags: [], past: [] };
    expect(await desk.search.putFresh(doc)).toBe(true);
    await desk.pack(1);
    expect(await desk.find('退款')).toEqual([id]);
  });
});
