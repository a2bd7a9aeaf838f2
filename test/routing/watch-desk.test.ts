import { afterEach, describe, expect, it } from 'vitest';
import { createAlarmReads } from '../../adapters/dynamodb/alarm-reads.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import { type Watched, watchDesk } from '../../core/usecases/watch-desk.ts';
import { TABLES } from '../functions/support/aws.ts';
import { DEFAULT_POLICY, openRoutingDesk, type RoutingDesk } from './support/desk.ts';

const MINUTE = 60_000;
/** The desk opens on Monday 2 March 2026, 09:00 in Shanghai. */
const MORNING = { name: 'morning', weekdays: ['mon'], from: '09:30', to: '18:00', agents: [] } as const;
const SUPERVISOR = { kind: 'agent', id: 'agt_luo', roles: ['supervisor'] } as const;

let desk: RoutingDesk;
afterEach(() => desk.close());

const opened = async (policy: Policy = DEFAULT_POLICY): Promise<RoutingDesk> => {
  desk = await openRoutingDesk(policy);
  return desk;
};
const look = (last?: Watched) => {
  const lists = createAlarmReads({ client: desk.stores.client, ticketTable: TABLES.ticket });
  return watchDesk({ ...desk.ports, lists }, { correlation: 'test', ...(last && { last }) });
};
const state = async (queue = 'logistics') => {
  desk.wait(31_000); // so that nobody remembers
  return desk.ports.insight.queueState(queue);
};
const callsOf = async (act: () => Promise<unknown>): Promise<Record<string, number>> => {
  const before = desk.stores.calls.length;
  await act();
  return Object.fromEntries(
    Object.entries(Object.groupBy(desk.stores.calls.slice(before), ({ action }) => action)).map(([action, calls]) => [
      action,
      calls?.length ?? 0,
    ]),
  );
};

describe('the load of a queue', () => {
  it('is green while little waits, and tells since when', async () => {
    const { wait } = await opened();
    await desk.open({ priority: 'P1' });
    wait(2 * MINUTE);
    expect(await look()).toMatchObject({ red: [], changed: [] });
    expect(await state()).toMatchObject({ backlog: 1, oldestMinutes: 2, drainPerMinute: 0, colour: 'green' });
  });

  it('is yellow, then red, by the longest wait; the time of a colour is kept as long as the colour is', async () => {
    const { wait } = await opened();
    await desk.open({ priority: 'P1' });
    wait(15 * MINUTE);
    expect(await look()).toMatchObject({ changed: [{ queue: 'logistics', from: 'green', to: 'yellow' }], red: [] });
    const yellow = desk.now();
    wait(MINUTE);
    expect((await look()).changed).toEqual([]);
    expect(await state()).toMatchObject({ colour: 'yellow', since: yellow });
    wait(45 * MINUTE);
    expect(await look()).toMatchObject({
      changed: [{ queue: 'logistics', from: 'yellow', to: 'red' }],
      red: ['logistics'],
    });
  });

  it('is reckoned from when a ticket came to the queue, not from when it was opened', async () => {
    const { wait } = await opened();
    await desk.agent('lin');
    const id = await desk.open({ priority: 'P1' });
    await desk.advance(id);
    wait(3 * 60 * MINUTE);
    await desk.give(id, { type: 'queue' }, SUPERVISOR);
    wait(MINUTE);
    await look();
    expect(await state()).toMatchObject({ backlog: 1, oldestMinutes: 1 });
  });

  it('knows how much its team was given in ten minutes', async () => {
    const { wait } = await opened();
    await desk.agent('lin');
    for (let count = 0; count < 3; count += 1) await desk.advance(await desk.open({ priority: 'P1' }));
    wait(9 * MINUTE);
    await look();
    expect(await state()).toMatchObject({ backlog: 0, drainPerMinute: 0.3 });
    wait(MINUTE);
    await look();
    expect(await state()).toMatchObject({ backlog: 0, drainPerMinute: 0 });
  });

  it('shares what a team is given among the queues that it serves first, as their backlogs are', async () => {
    const queues = DEFAULT_POLICY.queues.map((queue) =>
      queue.name === 'aftersales' ? { ...queue, teams: ['logistics'] } : queue,
    );
    await opened({ ...DEFAULT_POLICY, queues });
    await desk.agent('lin', { capacity: 4 });
    for (let count = 0; count < 5; count += 1) await desk.advance(await desk.open({ priority: 'P1' })); // 2 units each
    await desk.advance(await desk.open({ priority: 'P2' }));
    await look();
    const [first, second] = [await state('logistics'), await state('aftersales')];
    expect([first?.backlog, second?.backlog]).toEqual([3, 1]);
    expect(first?.drainPerMinute).toBeCloseTo(0.15);
    expect(second?.drainPerMinute).toBeCloseTo(0.05);
  });
});

describe('somebody on leave', () => {
  const LEAVE = [{ from: '2026-03-02', until: '2026-03-03' }];

  it('keeps what they hold for the grace time; then what is in hand goes back to the queue, what waits for others stays', async () => {
    const { wait } = await opened({
      ...DEFAULT_POLICY,
      routing: { ...DEFAULT_POLICY.routing, absence: { warnMinutes: 15, graceMinutes: 9 * 60 + 10 } },
    });
    await desk.agent('lin');
    const [inHand, onHold] = [await desk.open({ priority: 'P1' }), await desk.open({ priority: 'P1' })];
    for (const id of [inHand, onHold]) await desk.advance(id);
    const lin = { kind: 'agent', id: 'agt_lin', roles: ['agent'] } as const;
    await desk.give(onHold, { type: 'hold', for: 'customer' }, lin);
    await desk.agent('lin', { leave: LEAVE }); // since midnight, nine hours ago
    wait(9 * MINUTE);
    expect(await look()).toMatchObject({ takenBack: 0 });
    wait(MINUTE);
    expect(await look()).toMatchObject({ takenBack: 1 });
    const byId = new Map(desk.tickets().map((ticket) => [ticket.id, ticket]));
    expect(byId.get(inHand)).toMatchObject({ phase: 'queued', queue: 'logistics', excluded: [] });
    expect(byId.get(onHold)).toMatchObject({ phase: 'onHold', assignee: { id: 'agt_lin' } });
    expect(desk.agents()).toMatchObject([{ open: 1, load: 0 }]);
    wait(MINUTE);
    expect(await look()).toMatchObject({ takenBack: 0 });
  });

  it('loses nothing that a supervisor has given to somebody else in the meantime', async () => {
    const { wait } = await opened();
    await desk.agent('lin');
    await desk.agent('he', { presence: 'offline' });
    const id = await desk.open({ priority: 'P1' });
    await desk.advance(id);
    await desk.agent('lin', { leave: LEAVE });
    wait(31 * MINUTE);
    let given = false;
    desk.stores.before = async ({ action, body }) => {
      // Between the list of what they hold and the reading of the ticket.
      if (given || action !== 'GetItem' || body.Key.pk.S !== id) return;
      given = true;
      const assignee = { id: 'agt_he' as AgentId, team: 'logistics', name: 'he' };
      await desk.give(id, { type: 'assign', assignee }, SUPERVISOR);
    };
    expect(await look()).toMatchObject({ takenBack: 0 });
    expect(given).toBe(true);
    expect(desk.tickets()).toMatchObject([{ phase: 'handling', assignee: { id: 'agt_he' } }]);
  });
});

describe('a shift that begins', () => {
  const withShift = async (): Promise<void> => {
    await opened();
    await desk.ports.directory.putTeam({
      name: 'logistics',
      title: { zh: '物流', en: 'Logistics' },
      timeZone: 'Asia/Shanghai',
      shifts: [MORNING],
      changes: [],
    });
    await desk.agent('lin');
  };

  it('gives those who are online what waits, and only then', async () => {
    await withShift();
    const id = await desk.open({ priority: 'P1' });
    await desk.advance(id);
    desk.wait(29 * MINUTE);
    expect(await look()).toMatchObject({ arrived: [], given: 0 });
    desk.wait(MINUTE);
    expect(await look()).toMatchObject({ arrived: ['agt_lin'], given: 1 });
    expect(desk.tickets()).toMatchObject([{ id, phase: 'handling', assignee: { id: 'agt_lin' } }]);
  });

  it('is found by the next look when one was missed, and costs no search when nothing waits', async () => {
    await withShift();
    desk.wait(34 * MINUTE);
    const calls = await callsOf(async () => expect(await look()).toMatchObject({ arrived: ['agt_lin'], given: 0 }));
    expect(calls.TransactWriteItems).toBeUndefined();
    desk.wait(MINUTE);
    expect(await look()).toMatchObject({ arrived: [] });
  });

  it('gives nothing to those who are away', async () => {
    await withShift();
    await desk.ports.directory.setPresence('agt_lin', 'away');
    await desk.advance(await desk.open({ priority: 'P1' }));
    desk.wait(30 * MINUTE);
    expect(await look()).toMatchObject({ arrived: [], given: 0 });
  });
});

describe('what a look costs', () => {
  const queues = DEFAULT_POLICY.queues.length;

  /** One look a minute, from the first minute of a quarter; what each of them costs. */
  const costs = async (minutes: number, first: Watched): Promise<Record<string, number>[]> => {
    const found: Record<string, number>[] = [];
    let last = first;
    const next = async (): Promise<void> => {
      last = await look(last);
    };
    for (let minute = 0; minute < minutes; minute += 1) {
      desk.wait(MINUTE);
      found.push(await callsOf(next));
    }
    return found;
  };

  it('is nothing while nothing waits, but for every fifth minute', async () => {
    await opened();
    await desk.agent('lin');
    const found = await costs(15, await look());
    const everything = { GetItem: 1, BatchGetItem: 1, Query: queues + 2 };
    expect(found).toEqual([{}, {}, {}, {}, everything, {}, {}, {}, {}, everything, {}, {}, {}, {}, everything]);
  });

  it('is that of the queues, the teams that serve them and one write each minute while something waits', async () => {
    await opened();
    await desk.agent('lin');
    await desk.agent('he', { team: 'presale' });
    const first = await look();
    await desk.agent('lin', { presence: 'away' });
    const id = await desk.open({ priority: 'P1' });
    const found = await costs(8, first);
    const minute = { GetItem: 1, Query: queues + 2, PutItem: 1 };
    const newcomer = { ...minute, Query: queues + 3, BatchGetItem: 2 }; // in a fifth minute
    expect(found).toEqual([{}, {}, {}, {}, newcomer, minute, minute, minute]);
    await desk.give(id, { type: 'note', text: '在查' }, SUPERVISOR); // another version
    expect((await costs(1, await look()))[0]).toEqual(minute);
  });

  it('is not saved when the last look is long ago, or took tickets back', async () => {
    await opened();
    const last = await look();
    desk.wait(MINUTE);
    expect((await callsOf(() => look({ ...last, takenBack: 1 }))).Query).toBe(queues);
    desk.wait(MINUTE + 1);
    expect((await callsOf(() => look(last))).Query).toBe(queues + 1);
  });

  it('is the same for ten tickets that wait and for a hundred, for two agents and for forty', async () => {
    const costs: Record<string, number>[] = [];
    for (const [agents, tickets] of [
      [2, 10],
      [40, 100],
    ] as const) {
      await opened();
      for (let count = 0; count < agents; count += 1) await desk.agent(`a${count}`, { presence: 'offline' });
      for (let count = 0; count < tickets; count += 1) await desk.open({ priority: 'P1' });
      desk.wait(MINUTE);
      costs.push(await callsOf(() => look()));
      desk.close();
    }
    await opened();
    expect(costs[0]).toEqual(costs[1]);
  });
});
