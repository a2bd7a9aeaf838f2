/** Events are told in batches, twice, too late, in any order, to somebody who may break off: the index says what the timelines say. */
import { describe, expect, it } from 'vitest';
import { withEvents } from '../../core/domain/search/said.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import { actorOf } from '../routing/support/desk.ts';
import fc from '../support/properties.ts';
import { type IndexDesk, openIndexDesk } from './support/index-desk.ts';

const chief = actorOf('agt_chief', 'supervisor');
const WORDS = ['退款', '快递', '丢件', '发票', '投诉'];

const withDesk = async (act: (desk: IndexDesk) => Promise<void>): Promise<void> => {
  const desk = await openIndexDesk();
  for (const name of ['lin', 'wang']) await desk.agent(name, { capacity: 100 });
  try {
    await act(desk);
  } finally {
    desk.close();
  }
};

/** Opens a ticket that has so many notes, and between each two so many events that say nothing. */
const written = async (desk: IndexDesk, notes: number, silent: number): Promise<TicketId> => {
  const id = await desk.open({ text: '请问怎么办' });
  let turns = 0;
  for (let note = 0; note < notes; note += 1) {
    for (let at = 0; at < silent; at += 1) {
      turns += 1;
      const name = turns % 2 === 0 ? 'lin' : 'wang';
      await desk.give(id, { type: 'assign', assignee: { id: `agt_${name}`, name, team: 'logistics' } }, chief);
    }
    await desk.give(id, { type: 'note', text: `${WORDS[note]}` }, chief);
  }
  return id;
};

const timelineOf = async (desk: IndexDesk, id: TicketId) => (await desk.ports.tickets.timeline(id, 0, 100)).items;

describe('an index that is told of events', () => {
  it('says what the timelines say, whatever batches they come in, how often, and where somebody breaks off', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 1, maxLength: 3 }),
        fc.infiniteStream(fc.nat(1000)),
        async (shapes, dice) =>
          withDesk(async (desk) => {
            const roll = (sides: number): number => dice.next().value % sides;
            const ids: TicketId[] = [];
            for (const [notes, silent] of shapes) ids.push(await written(desk, notes, silent));
            const left: (readonly [TicketId, number])[] = [];
            for (const id of ids)
              for (const { seq, type } of await timelineOf(desk, id))
                if (/opened|noted/.test(type))
                  left.push(...Array.from({ length: 1 + roll(2) }, () => [id, seq] as const));
            for (let round = 0; left.length > 0; round += 1) {
              const batch = Array.from({ length: 1 + roll(4) }, () => left.splice(roll(left.length), 1)).flat();
              let calls = 0;
              const breaks = round < 20 && roll(3) === 0 ? roll(3) : Number.POSITIVE_INFINITY;
              desk.stores.before = () => {
                calls += 1;
                if (calls > breaks) throw new Error('broken off');
              };
              const done = await desk.keep(...batch);
              desk.stores.before = () => {};
              left.push(...batch.filter((_, at) => !done[at]));
              if (roll(4) === 0) await desk.pack(1);
            }
            for (const [at, id] of ids.entries()) {
              const [notes, silent] = shapes[at]!;
              const { fresh, packed } = await desk.search.docOf(id);
              const events = await timelineOf(desk, id);
              expect(events).toHaveLength(1 + notes * (silent + 1));
              const last = events.findLastIndex(({ type }) => /opened|noted/.test(type));
              expect(fresh ?? packed).toMatchObject({ ...withEvents(undefined, events.slice(0, last + 1)) });
            }
          }),
      ),
      { numRuns: 12 },
    );
  });

  it('is told again of those alone that failed', () =>
    withDesk(async (desk) => {
      const [good, bad] = [await written(desk, 1, 0), await written(desk, 1, 0)];
      desk.stores.before = ({ action, body }) => {
        const puts = action === 'PutItem' ? [body] : (body.TransactItems ?? []).map(({ Put }: any) => Put);
        if (puts.some(({ Item }: any) => Item.sk.S === bad)) throw new Error('broken off');
      };
      const batch = [[good, 1] as const, [bad, 1] as const, [good, 2] as const, [bad, 2] as const];
      expect(await desk.keep(...batch)).toEqual([true, false, true, false]);
      desk.stores.before = () => {};
      expect(await desk.find('退款')).toEqual([good]);
      expect(await desk.keep([bad, 2])).toEqual([true]);
      expect((await desk.find('退款')).toSorted()).toEqual([good, bad].toSorted());
    }));

  it('finds what was packed last, once, when somebody who had slept puts an older text beside it', () =>
    withDesk(async (desk) => {
      const id = await desk.written('请问怎么办');
      const old = (await desk.search.docOf(id)).fresh!;
      await desk.give(id, { type: 'note', text: '客户要开发票' }, chief);
      await desk.keep([id, 2]);
      await desk.pack(1);
      // It may say what was taken back since.
      expect(await desk.search.putFresh({ ...old, said: '13912345678' })).toBe(true);
      expect(await desk.find('发票')).toEqual([id]);
      expect(await desk.find('怎么办')).toEqual([id]);
      await desk.give(id, { type: 'note', text: '客户要退款' }, chief);
      expect(await desk.keep([id, 3])).toEqual([true]);
      expect(await desk.find('怎么办 发票 退款')).toEqual([id]);
      expect(await desk.find('13912345678')).toEqual([]);
      await desk.pack(1);
      expect(await desk.find('怎么办 发票 退款')).toEqual([id]);
      expect(await desk.search.fresh()).toEqual([]);
    }));
});
