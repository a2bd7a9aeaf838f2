import fc from 'fast-check';
import { encodeTime } from 'ulid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TicketCourse } from '../../core/domain/preview.ts';
import type { Tally } from '../../core/domain/routing/learning.ts';
import type { AgentId, TicketId } from '../../core/domain/ticket.ts';
import type { Fact, Lesson, QueueState } from '../../core/ports.ts';
import { recordFact } from '../../core/usecases/record-fact.ts';
import { actorOf, openRoutingDesk, type RoutingDesk } from '../routing/support/desk.ts';

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

const NUMBERS = {
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
  it('is the sum of their last lessons, however often and in whatever order the facts come', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ ticket: fc.nat(3), version: fc.nat(5), lesson: fc.option(lesson, { nil: undefined }) }), {
          maxLength: 25,
        }),
        async (facts) => {
          run += 1; // every run has teams of its own
          const last = new Map<number, (typeof facts)[number]>();
          const named = (each: Lesson): Lesson => ({ ...each, team: `${each.team}-${run}` });
          for (const each of facts) {
            const fact: Fact = {
              ...{ ticketId: idOf(run * 10 + each.ticket), version: each.version, numbers: NUMBERS, course: COURSE },
              ...(each.lesson && { lesson: named(each.lesson) }),
            };
            await desk.ports.insight.record(fact);
            if (each.version > (last.get(each.ticket)?.version ?? -1)) last.set(each.ticket, each);
          }
          const lessons = [...last.values()].flatMap((each) => each.lesson ?? []);
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
        },
      ),
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
    await desk.give(id, { type: 'resolve', code: 'x', text: 'x' }, lin);
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
    await desk.give(id, { type: 'resolve', code: 'x', text: 'x' }, wang);
    await desk.give(id, { type: 'review', verdict: 'pass' }, actorOf('agt_qian', 'reviewer'));
    await desk.give(id, { type: 'close' }, chief);
    await recordFact(desk.ports, id);
    expect([...(await desk.ports.insight.tallies('logistics', 'refund'))]).toEqual([
      ['agt_wang', expect.objectContaining({ closed: 1, minutes: 60 })],
    ]);
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
    await insight.putQueueState(state(1, 'red'));
    expect(await insight.queueState('logistics')).toEqual(state(1, 'red'));
    desk.wait(30_000);
    desk.stores.calls.length = 0;
    expect(await insight.queueState('logistics')).toEqual(state(1, 'red'));
    expect(desk.stores.calls.map(({ action }) => action)).toEqual(['GetItem']);
  });

  it('is that of the later look, whichever is written first', async () => {
    const { insight } = desk.ports;
    await insight.putQueueState(state(2, 'green'));
    await insight.putQueueState(state(1, 'red'));
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
    desk.ports.insight.record({ ticketId, version, numbers: NUMBERS, course: COURSE });

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
    for (const ticketId of ids) await desk.ports.insight.record({ ...long, ticketId });
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
