import { encodeTime } from 'ulid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TicketCourse } from '../../core/domain/preview.ts';
import type { Tally } from '../../core/domain/routing/learning.ts';
import type { AgentId, TicketId } from '../../core/domain/vocabulary.ts';
import type { DayNumbers, Fact, Lesson, QueueState } from '../../core/ports-insight.ts';
import { recordFact } from '../../core/usecases/record-fact.ts';
import { actorOf, openRoutingDesk, type RoutingDesk } from '../routing/support/desk.ts';
import fc from '../support/properties.ts';

let desk: RoutingDesk;
beforeEach(async () => {
  desk = await openRoutingDesk();
});
afterEach(() => desk.close());

const lesson: fc.Arbitrary<Lesson> = fc.record({
  team: fc.constantFrom('logistics', 'payments'),
  agent: fc.constantFrom<AgentId[]>('agt_lin', 'agt_wang'),
  category: fc.constantFrom('refund', 'refund-late'),
  minutes: fc.integer({ min: 0, max: 500 }),
  firstContact: fc.boolean(),
});

const numbers: fc.Arbitrary<DayNumbers> = fc
  .record({ category: fc.constantFrom('refund', 'refund-late'), resolved: fc.nat(1), resolutionMs: fc.nat(9000) })
  .map((more) => ({
    ...{ day: '2026-03-02', created: 1, firstResponseBreached: 0, resolutionBreached: 0 },
    ...{ firstResponded: 0, firstResponseMs: 0, ...more },
  }));

/** As the analytics do it. */
const keep = async (fact: Fact): Promise<void> => {
  const { insight } = desk.ports;
  for (;;) {
    const before = await insight.fact(fact.ticketId);
    if (before && before.version >= fact.version) return;
    if ((await insight.record(fact, before)) === 'recorded') return;
  }
};

const NUMBERS: DayNumbers = {
  ...{ day: '2026-03-02', category: 'refund', created: 1, resolved: 1, firstResponseBreached: 0 },
  ...{ resolutionBreached: 0, firstResponded: 0, firstResponseMs: 0, resolutionMs: 0 },
};
const PROMISE = { state: 'met', startedAt: '2026-03-02T01:00:00.000Z', pauses: [] } as const;
const COURSE: TicketCourse = {
  ...{ code: 'K7M2Q9XD', priority: 'P2', category: 'refund', channel: 'shop', queue: 'aftersales' },
  customer: { tier: 'standard' },
  clocks: { firstResponse: PROMISE, resolution: PROMISE },
};
const idOf = (number: number): TicketId => `tkt_${String(number).padStart(26, '0')}`;

const tallyOf = (lessons: readonly Lesson[]): Tally => ({
  closed: lessons.length,
  minutes: lessons.reduce((sum, { minutes }) => sum + minutes, 0),
  squares: lessons.reduce((sum, { minutes }) => sum + minutes ** 2, 0),
  firstContact: lessons.filter(({ firstContact }) => firstContact).length,
});

describe('what closed tickets teach', () => {
  it('is the sum of their last lessons, as the day is of their numbers, however often and in whatever batches the facts come', async () => {
    const told = fc.record({
      ticket: fc.nat(3),
      version: fc.nat(5),
      numbers,
      lesson: fc.option(lesson, { nil: undefined }),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(told, { maxLength: 25 }), { maxLength: 5 }), async (batches) => {
        run += 1; // every run has teams and a day of its own
        const day = `day ${run}`;
        const named = (each: Lesson): Lesson => ({ ...each, team: `${each.team}-${run}` });
        const last = new Map<number, (typeof batches)[number][number]>();
        for (const batch of batches) {
          const kept = batch.map((each) =>
            keep({
              ...{ ticketId: idOf(run * 10 + each.ticket), version: each.version },
              numbers: { ...each.numbers, day },
              course: COURSE,
              ...(each.lesson && { lesson: named(each.lesson) }),
            }),
          );
          await Promise.all(kept);
          for (const each of batch)
            if (each.version > (last.get(each.ticket)?.version ?? -1)) last.set(each.ticket, each);
        }
        const facts = [...last.values()];
        const lessons = facts.flatMap((each) => each.lesson ?? []);
        for (const team of ['logistics', 'payments'])
          for (const category of ['refund', 'refund-late']) {
            const found = await desk.ports.insight.tallies(`${team}-${run}`, category);
            for (const agent of ['agt_lin', 'agt_wang'] as const) {
              const own = lessons.filter(
                (each) => each.team === team && each.category === category && each.agent === agent,
              );
              expect(found.get(agent) ?? tallyOf([])).toEqual(tallyOf(own));
            }
          }
        const rows = await desk.ports.insight.day(day);
        for (const category of ['refund', 'refund-late']) {
          const own = facts.filter((each) => each.numbers.category === category);
          const sum = (name: 'created' | 'resolved' | 'resolutionMs'): number =>
            own.reduce((total, each) => total + each.numbers[name], 0);
          const row = rows.find((each) => each.category === category) ?? { created: 0, resolved: 0, resolutionMs: 0 };
          expect(row).toMatchObject({
            ...{ created: sum('created'), resolved: sum('resolved'), resolutionMs: sum('resolutionMs') },
          });
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is the time in hand of the one who resolved it, without holds, once it is closed', async () => {
    await desk.agent('lin');
    const lin = actorOf('agt_lin', 'agent');
    const id = await desk.open({ priority: 'P2' });
    await desk.agent('wang', { team: 'aftersales' });
    desk.wait(30 * 60_000);
    const chief = actorOf('agt_chief', 'supervisor');
    const assignee = { id: 'agt_lin', name: 'lin', team: 'logistics' } as const;
    await desk.give(id, { type: 'assign', assignee }, chief);
    desk.wait(10 * 60_000);
    await desk.give(id, { type: 'hold', for: 'customer' }, lin);
    desk.wait(60 * 60_000);
    await desk.give(id, { type: 'resume' }, lin);
    desk.wait(7 * 60_000);
    await desk.give(id, { type: 'resolve', code: 'done', text: 'x' }, lin);
    await desk.give(id, { type: 'review', verdict: 'pass' }, actorOf('agt_qian', 'reviewer'));
    const tallies = async () => {
      await recordFact(desk.ports, id);
      return [...(await desk.ports.insight.tallies('logistics', 'refund'))];
    };
    expect(await tallies()).toEqual([]);
    await desk.give(id, { type: 'close' }, { kind: 'customer', id: 'c', roles: ['customer'] });
    const learned = [['agt_lin', { closed: 1, minutes: 17, squares: 289, firstContact: 1 }]];
    expect(await tallies()).toEqual(learned);
    expect(await tallies()).toEqual(learned);
  });

  it('takes no notice of holds by those who had it before', async () => {
    await desk.agent('lin');
    await desk.agent('wang');
    const chief = actorOf('agt_chief', 'supervisor');
    const to = (name: string) => ({ id: `agt_${name}`, name, team: 'logistics' }) as const;
    const id = await desk.open({ priority: 'P2' });
    await desk.give(id, { type: 'assign', assignee: to('lin') }, chief);
    await desk.give(id, { type: 'hold', for: 'thirdParty' }, chief);
    desk.wait(45 * 60_000);
    await desk.give(id, { type: 'assign', assignee: to('wang') }, chief);
    desk.wait(60 * 60_000);
    const wang = actorOf('agt_wang', 'agent');
    await desk.give(id, { type: 'resolve', code: 'done', text: 'x' }, wang);
    await desk.give(id, { type: 'review', verdict: 'pass' }, actorOf('agt_qian', 'reviewer'));
    await desk.give(id, { type: 'close' }, chief);
    await recordFact(desk.ports, id);
    expect([...(await desk.ports.insight.tallies('logistics', 'refund'))]).toEqual([
      ['agt_wang', expect.objectContaining({ closed: 1, minutes: 60 })],
    ]);
  });
});

describe('facts that are recorded side by side', () => {
  const factOf = (number: number, version = 1): Fact => ({
    ...{ ticketId: idOf(number), version },
    numbers: {
      ...{ day: '2026-03-02', category: 'refund', created: 1, resolved: 0, firstResponseBreached: 0 },
      ...{ resolutionBreached: 0, firstResponded: 0, firstResponseMs: 0, resolutionMs: 0 },
    },
    course: COURSE,
  });
  const created = async () => (await desk.ports.insight.day('2026-03-02'))[0]?.created ?? 0;
  const written = () => desk.stores.calls.filter(({ action }) => action === 'TransactWriteItems');

  it('are read with one call and written with one, which moves each sum once', async () => {
    desk.stores.calls.length = 0;
    await Promise.all(Array.from({ length: 10 }, (_, number) => keep(factOf(number))));
    expect(desk.stores.calls.map(({ action }) => action)).toEqual(['BatchGetItem', 'TransactWriteItems']);
    expect(written()[0]?.body.TransactItems).toHaveLength(10 + 4); // four shards of one day and category
    expect(await created()).toBe(10);
  });

  it('are as many as there are, in transactions of twenty', async () => {
    desk.stores.calls.length = 0;
    await Promise.all(Array.from({ length: 45 }, (_, number) => keep(factOf(number))));
    expect(written()).toHaveLength(3);
    expect(await created()).toBe(45);
  });

  it('stand for themselves when another process is sooner with one of them', async () => {
    let first = true;
    desk.stores.before = async ({ action }) => {
      if (action !== 'TransactWriteItems' || !first) return;
      first = false;
      await keep(factOf(2, 3));
    };
    await Promise.all([1, 2, 3].map((number) => keep(factOf(number, 2))));
    expect((await desk.ports.insight.fact(idOf(2)))?.version).toBe(3);
    expect((await desk.ports.insight.fact(idOf(3)))?.version).toBe(2);
    expect(await created()).toBe(3);
  });

  it('refuses the one that cannot be written, and no other', async () => {
    const { insight } = desk.ports;
    const broken = { ...factOf(2), course: { ...COURSE, channel: 'x'.repeat(500_000) } }; // larger than an item may be
    const results = await Promise.allSettled(
      [factOf(1), broken, factOf(3)].map((fact) => insight.record(fact, undefined)),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await created()).toBe(2);
  });

  it('refuses all of them with one call when the tables cannot be reached', async () => {
    desk.stores.before = () => {
      throw new Error('unplugged');
    };
    desk.stores.calls.length = 0;
    const results = await Promise.allSettled(
      [1, 2, 3].map((number) => desk.ports.insight.record(factOf(number), undefined)),
    );
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(desk.stores.calls).toHaveLength(1);
  });
});

describe('the load of a queue', () => {
  const state = (minutes: number, colour: QueueState['colour']): QueueState => ({
    ...{ queue: 'logistics', backlog: 3, oldestMinutes: 2.5, drainPerMinute: 0.4, colour },
    ...{ at: `2026-03-02T01:0${minutes}:00.000Z`, since: '2026-03-02T01:00:00.000Z' },
  });

  it('is remembered for half a minute, also that nobody has looked yet', async () => {
    const { insight } = desk.ports;
    expect(await insight.queueState('logistics')).toBeUndefined();
    desk.stores.calls.length = 0;
    expect(await insight.queueState('logistics')).toBeUndefined();
    expect(desk.stores.calls).toEqual([]);
    await insight.putQueueStates([state(1, 'red')]);
    expect(await insight.queueState('logistics')).toEqual(state(1, 'red'));
    desk.wait(30_000);
    desk.stores.calls.length = 0;
    expect(await insight.queueState('logistics')).toEqual(state(1, 'red'));
    expect(desk.stores.calls.map(({ action }) => action)).toEqual(['BatchGetItem']);
  });

  it('is read with one call for all queues, and those of one look are written with one', async () => {
    const { insight } = desk.ports;
    await insight.putQueueStates([state(1, 'red'), { ...state(1, 'yellow'), queue: 'presale' }]);
    desk.wait(60_000);
    desk.stores.calls.length = 0;
    const asked = ['logistics', 'presale', 'aftersales', 'logistics'].map((queue) => insight.queueState(queue));
    expect((await Promise.all(asked)).map((each) => each?.colour)).toEqual(['red', 'yellow', undefined, 'red']);
    expect(desk.stores.calls.map(({ action }) => action)).toEqual(['BatchGetItem']);
    desk.stores.calls.length = 0;
    await insight.queueState('presale');
    await insight.putQueueStates([state(2, 'red'), { ...state(2, 'green'), queue: 'presale' }]);
    expect(desk.stores.calls.map(({ action }) => action)).toEqual(['PutItem']);
  });

  it('is that of the later look, whichever is written first', async () => {
    const { insight } = desk.ports;
    await insight.putQueueStates([state(2, 'green')]);
    await insight.putQueueStates([state(1, 'red')]);
    desk.wait(60_000);
    expect(await insight.queueState('logistics')).toMatchObject({ colour: 'green' });
  });
});

describe('the facts of a day', () => {
  const opened = (time: string, random: string): TicketId =>
    `tkt_${encodeTime(Date.parse(time), 10)}${random.padStart(16, '0')}`;
  const factsOf = async (day: string): Promise<Fact[]> => {
    const found: Fact[] = [];
    for await (const fact of desk.ports.insight.factsOf(day)) found.push(fact);
    return found;
  };
  const recorded = (ticketId: TicketId, version = 1): Promise<void> =>
    keep({ ticketId, version, numbers: NUMBERS, course: COURSE });

  it('are those of the tickets whose ids were made on it in Shanghai, each once and as it was recorded last', async () => {
    const first = opened('2026-03-01T16:00:00.000Z', '1');
    const last = opened('2026-03-02T15:59:59.999Z', '2');
    await recorded(opened('2026-03-01T15:59:59.999Z', '3'));
    await recorded(first);
    await recorded(last);
    await recorded(opened('2026-03-02T16:00:00.000Z', '4'));
    await recorded(first, 2);
    await recorded(first, 1); // comes late
    const found = await factsOf('2026-03-02');
    expect(found.map(({ ticketId, version }) => [ticketId, version]).toSorted()).toEqual([
      [first, 2],
      [last, 1],
    ]);
    expect(found[0]?.course).toEqual(COURSE);
    expect(await factsOf('2026-03-04')).toEqual([]);
  });

  it('come page by page, and no page that nobody asks for is read', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => opened('2026-03-02T04:00:00.000Z', String(index)));
    const long: Fact = {
      ...{ ticketId: ids[0] as TicketId, version: 1, numbers: NUMBERS },
      course: { ...COURSE, channel: 'x'.repeat(200_000) },
    };
    for (const ticketId of ids) await desk.ports.insight.record({ ...long, ticketId }, undefined);
    const queries = () => desk.stores.calls.filter(({ action }) => action === 'Query').length;
    desk.stores.calls.length = 0;
    const facts = desk.ports.insight.factsOf('2026-03-02')[Symbol.asyncIterator]();
    await facts.next();
    expect(queries()).toBeLessThan(4); // a shard may have none
    const found = await factsOf('2026-03-02');
    expect(new Set(found.map(({ ticketId }) => ticketId))).toEqual(new Set(ids));
    expect(found).toHaveLength(ids.length);
    expect(queries()).toBeGreaterThan(8); // 8 MB do not come in 8 pages of less than one
  });
});
