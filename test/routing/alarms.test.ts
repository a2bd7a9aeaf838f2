/** Alarms on the real adapters: what a look finds, and what it leaves behind. */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createAlarmReads } from '../../adapters/dynamodb/alarm-reads.ts';
import { createAlarmEvents, createAlarms } from '../../adapters/dynamodb/alarms.ts';
import { type Alarm, untouchedSince } from '../../core/domain/alarms.ts';
import { addMinutes } from '../../core/domain/time.ts';
import { acknowledgeAlarm } from '../../core/usecases/acknowledge-alarm.ts';
import { listAlarms } from '../../core/usecases/list-alarms.ts';
import { notifyOfAlarm } from '../../core/usecases/notify-of-alarm.ts';
import { type Raised, raiseAlarms } from '../../core/usecases/raise-alarms.ts';
import { type Watched, watchDesk } from '../../core/usecases/watch-desk.ts';
import { TABLES } from '../functions/support/aws.ts';
import { openOutbox } from '../notices/outbox.ts';
import { DEFAULT_POLICY, openRoutingDesk, type RoutingDesk } from './support/desk.ts';

const MINUTE = 60_000;
const LIN = { kind: 'agent', id: 'agt_lin', roles: ['agent'] } as const;

let desk: RoutingDesk;
afterEach(() => desk.close());

const alarm = (name: string, when: Alarm['when'], over: Partial<Alarm> = {}): Alarm => ({
  ...{ name, when, title: { zh: name, en: name }, queues: [], to: ['supervisor'] },
  ...over,
});
const UNTOUCHED = alarm('untouched', { untouched: { priority: ['P1'], minutes: 10 } });
const WAITING = alarm('waiting', { waiting: { priority: ['P1'], moreThan: 2 } });
const RED = alarm('red', { red: { minutes: 15 } }, { queues: ['logistics'] });

const opened = async (...alarms: Alarm[]) => {
  desk = await openRoutingDesk({ ...DEFAULT_POLICY, alarms });
  const { client } = desk.stores;
  const { time } = desk.ports;
  const box = openOutbox(desk);
  const { sent: mails } = box.outbox;
  const ports = {
    ...desk.ports,
    lists: createAlarmReads({ client, ticketTable: TABLES.ticket }),
    alarms: {
      ...createAlarms({ client, time, insightTable: TABLES.insight, ticketTable: TABLES.ticket }),
      ...createAlarmEvents({ client, ticketTable: TABLES.ticket }),
    },
    ...box.ports,
  };
  return {
    ...{ ports, mails },
    look: (last?: Raised, queues?: Parameters<typeof raiseAlarms>[1]['queues']) => raiseAlarms(ports, { last, queues }),
    acknowledge: (name: string, by = 'agt_luo', note?: string) =>
      acknowledgeAlarm(ports, { alarm: name, by, ...(note !== undefined && { note }) }),
    /** What the pipe would take. */
    told: () =>
      desk
        .items(TABLES.ticket)
        .filter(({ pk }) => pk.S.startsWith('ALARM#'))
        .filter(({ sk }) => sk.S.startsWith('EVENT#'))
        .map(({ id }) => id.S),
    calls: async (act: () => Promise<unknown>): Promise<Record<string, number>> => {
      const before = desk.stores.calls.length;
      await act();
      const calls: Record<string, number> = {};
      for (const { action } of desk.stores.calls.slice(before)) calls[action] = (calls[action] ?? 0) + 1;
      return calls;
    },
  };
};

describe('what nobody touches', () => {
  it('raises its alarm at the minute, once; an answer clears it, and the next one is a new episode', async () => {
    const { look, told } = await opened(UNTOUCHED);
    await desk.agent('lin');
    const id = await desk.open({ priority: 'P1' });
    await desk.advance(id);
    desk.wait(10 * MINUTE - 1);
    expect(await look()).toMatchObject({ on: [], raised: [] });
    desk.wait(1);
    expect(await look()).toMatchObject({ on: ['untouched'], raised: ['untouched'] });
    desk.wait(MINUTE);
    expect(await look()).toMatchObject({ on: ['untouched'], raised: [], cleared: [] });
    await desk.give(id, { type: 'reply', text: '在查' }, LIN);
    expect(await look()).toMatchObject({ on: [], cleared: ['untouched'] });
    expect(await look()).toMatchObject({ on: [], cleared: [] });
    expect(told()).toEqual(['untouched.1']);
    await desk.open({ priority: 'P1' });
    desk.wait(10 * MINUTE);
    expect(await look()).toMatchObject({ raised: ['untouched'] });
    expect(told()).toEqual(['untouched.1', 'untouched.2']);
  });

  it('is found in the queue and in the hands of somebody alike, until it is accepted', async () => {
    const { look, ports } = await opened(UNTOUCHED);
    const id = await desk.open({ priority: 'P1' });
    desk.wait(9 * MINUTE);
    await desk.agent('lin');
    await desk.advance(id);
    desk.wait(MINUTE);
    await look();
    const [{ found } = { found: undefined }] = await ports.alarms.last();
    expect(found).toMatchObject({ count: 1, queues: ['logistics'], tickets: ['00000001'] });
    await desk.give(id, { type: 'accept' }, LIN);
    expect(await look()).toMatchObject({ cleared: ['untouched'] });
  });

  it('of a policy that has the alarm no longer is cleared', async () => {
    const { look } = await opened(UNTOUCHED);
    await desk.open({ priority: 'P1' });
    desk.wait(10 * MINUTE);
    await look();
    const without = { ...DEFAULT_POLICY, version: 'without', alarms: [] };
    await desk.ports.policies.publish(without, { time: desk.now(), by: 'agt_ops', what: 'policy' });
    desk.wait(MINUTE);
    expect(await look()).toMatchObject({ on: [], cleared: ['untouched'] });
  });
});

describe('what waits', () => {
  it('raises its alarm from one more than the number on', async () => {
    const { look } = await opened(WAITING);
    const ids = [
      await desk.open({ priority: 'P1' }),
      await desk.open({ priority: 'P1' }),
      await desk.open({ priority: 'P2' }),
    ];
    expect(await look()).toMatchObject({ on: [] });
    await desk.open({ priority: 'P1' });
    expect(await look()).toMatchObject({ raised: ['waiting'] });
    await desk.agent('lin');
    await desk.advance(ids[0] as string as `tkt_${string}`);
    expect(await look()).toMatchObject({ cleared: ['waiting'] });
  });
});

describe('a red queue', () => {
  it('raises its alarm when it has been red for so long, and not before', async () => {
    const { look, ports } = await opened(RED);
    const state = { queue: 'logistics', backlog: 9, oldestMinutes: 99, drainPerMinute: 0, colour: 'red' } as const;
    const since = desk.now();
    await ports.insight.putQueueStates([{ ...state, at: since, since }]);
    desk.wait(14 * MINUTE);
    expect(await look()).toMatchObject({ on: [] });
    desk.wait(MINUTE);
    expect(await look()).toMatchObject({ raised: ['red'] });
    await ports.insight.putQueueStates([{ ...state, colour: 'yellow', at: desk.now(), since: desk.now() }]);
    expect(await look()).toMatchObject({ cleared: ['red'] });
  });
});

describe('an episode', () => {
  const raised = async () => {
    const stage = await opened(UNTOUCHED);
    await desk.open({ priority: 'P1' });
    desk.wait(10 * MINUTE);
    return stage;
  };

  it('is begun by one of two looks at the same time', async () => {
    const { look, told, ports } = await raised();
    await Promise.all([look(), look()]);
    expect(told()).toEqual(['untouched.1']);
    const episode = (await ports.alarms.last())[0]!;
    expect(await ports.alarms.raise({ ...episode, number: 2 }, UNTOUCHED)).toBe(false); // the first is not over
    await ports.alarms.clear(episode, desk.now());
    await ports.alarms.clear(episode, 'later'); // it is over already
    expect((await ports.alarms.last())[0]).toMatchObject({ number: 1, clearedAt: desk.now() });
  });

  it('is acknowledged once, and listed with who saw to it', async () => {
    const { look, acknowledge, ports } = await raised();
    await look();
    expect(await acknowledge('untouched', 'agt_luo', '在处理')).toMatchObject({ acknowledged: { by: 'agt_luo' } });
    expect(await acknowledge('untouched', 'agt_bai')).toMatchObject({
      refused: 'nothing-to-acknowledge',
      detail: 'agt_luo has acknowledged this alarm already.',
    });
    expect(await look()).toMatchObject({ on: ['untouched'], raised: [] });
    const acknowledged = { by: 'agt_luo', at: desk.now(), note: '在处理' };
    expect(await listAlarms(ports)).toMatchObject([
      { alarm: { name: 'untouched' }, episode: { number: 1, acknowledged } },
    ]);
  });

  it('refuses to be acknowledged when it is over, or never was', async () => {
    const { look, acknowledge, ports } = await raised();
    expect(await acknowledge('untouched')).toMatchObject({ refused: 'alarm-not-found' });
    await look();
    await ports.alarms.clear((await ports.alarms.last())[0]!, desk.now());
    expect(await acknowledge('untouched')).toMatchObject({ refused: 'nothing-to-acknowledge' });
  });
});

describe('a look each minute that remembers the last one', () => {
  it('finds what a look at everything would find, at the same minute', async () => {
    const act = fc.constantFrom('open', 'hand out', 'hand out', 'accept', 'reply');
    const minutes = fc.array(fc.array(act, { maxLength: 2 }), { minLength: 25, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(minutes, async (all) => {
        const { ports, look } = await opened(UNTOUCHED, WAITING);
        await desk.agent('lin', { capacity: 100 });
        let [watched, last]: [Watched | undefined, Raised | undefined] = [undefined, undefined];
        for (const acts of all) {
          for (const each of acts) await perform(each);
          desk.wait(MINUTE);
          watched = await watchDesk(ports, { correlation: 'test', ...(watched && { last: watched }) });
          last = await look(last, watched);
          expect(last.on.includes('untouched')).toBe(isUntouchedForLong());
          const few = watched.waiting.size === 0; // up to four minutes late after that
          if (!few) expect(last.on.includes('waiting')).toBe(queued().length > 2);
        }
        desk.close();
      }),
      { numRuns: 5, seed: 7 },
    );
    await opened();
  });

  const queued = () => desk.tickets().filter(({ phase }) => phase === 'queued');
  const isUntouchedForLong = (): boolean =>
    desk.tickets().some((ticket) => (untouchedSince(ticket) ?? '9') <= addMinutes(desk.now(), -10));
  const perform = async (act: string): Promise<void> => {
    if (act === 'open') await desk.open({ priority: 'P1' });
    if (act === 'hand out') for (const { id } of queued()) await desk.advance(id);
    const held = desk.tickets().find((ticket) => ticket.phase === 'handling' && untouchedSince(ticket) !== undefined);
    if (act === 'accept' && held) await desk.give(held.id, { type: 'accept' }, LIN);
    if (act === 'reply' && held) await desk.give(held.id, { type: 'reply', text: '在查' }, LIN);
  };
});

describe('those on duty', () => {
  const supervisor = (id: string, more: object = {}) =>
    desk.agent(id, { roles: ['supervisor'], email: `${id}@desk.example.com`, ...more });

  it('are told once, however often the event is delivered; nobody else is', async () => {
    const { look, ports, mails } = await opened({ ...UNTOUCHED, to: ['supervisor', 'agt_luo', 'team:executives'] });
    await supervisor('luo');
    await supervisor('off', { presence: 'offline' });
    await supervisor('away', { leave: [{ from: '2026-03-01', until: '2026-03-30' }] });
    await supervisor('other', { team: 'aftersales' });
    await desk.agent('boss', { team: 'executives', email: 'boss@desk.example.com', presence: 'offline' });
    await desk.open({ priority: 'P1' });
    desk.wait(10 * MINUTE);
    await look();
    expect(await notifyOfAlarm(ports, { alarm: 'untouched', number: 1 })).toBe(2);
    expect(await notifyOfAlarm(ports, { alarm: 'untouched', number: 1 })).toBe(0);
    // Nobody of the executives is there: all of them are told.
    expect(mails.map((mail) => mail.kind === 'mail' && mail.to)).toEqual([
      'luo@desk.example.com',
      'boss@desk.example.com',
    ]);
    expect(mails[0]).toMatchObject({ subject: '值班告警：untouched' });
  });

  it('refuses an episode that was never told', async () => {
    const { ports } = await opened(UNTOUCHED);
    await expect(notifyOfAlarm(ports, { alarm: 'untouched', number: 7 })).rejects.toThrow('is not there');
  });
});

describe('what a look costs', () => {
  const EMPTY = { waiting: new Map(), states: [] };

  it('is nothing in a minute between while nothing waits; every fifth minute is looked at', async () => {
    const { look, calls } = await opened(UNTOUCHED, WAITING, RED);
    let last = await look();
    for (let minute = 1; minute < 5; minute += 1) {
      desk.wait(MINUTE);
      const minuteOf = async (): Promise<void> => {
        last = await look(last, EMPTY);
      };
      expect(await calls(minuteOf)).toEqual({});
    }
    desk.wait(MINUTE);
    expect(await calls(() => look(last, EMPTY))).toEqual({ GetItem: 1, Query: 1 }); // the policy, what nobody touches
  });

  it('is not saved when the last look is long ago, or when nobody has looked at the queues', async () => {
    const { look, calls } = await opened(UNTOUCHED, WAITING, RED);
    const last = await look();
    desk.wait(2 * MINUTE + 1);
    expect((await calls(() => look(last, EMPTY))).Query).toBe(2);
    expect((await calls(() => look(last))).Query).toBeGreaterThan(2);
  });

  it('is one query for what nobody touches, until there are a hundred', async () => {
    const { ports, calls } = await opened(UNTOUCHED);
    await desk.agent('lin', { capacity: 1000 });
    for (const priority of ['P1', 'P2'] as const) await desk.advance(await desk.open({ priority }));
    const inHand = desk.items(TABLES.ticket).find(({ queueSort }) => queueSort?.S.startsWith('P1#'));
    const copy = (number: number): void => {
      const Item = { ...inHand, pk: { S: `copy-${number}` }, priority: { S: 'P0' }, queueSort: { S: `P0#${number}` } };
      desk.stores.dynamo('PutItem', { TableName: TABLES.ticket, Item });
    };
    copy(0);
    const read = async () => (await ports.lists.untouched(['P1', 'P0'])).map(({ priority }) => priority);
    expect(await calls(async () => expect(await read()).toEqual(['P0', 'P1']))).toEqual({ Query: 1 });
    for (let number = 1; number < 120; number += 1) copy(number);
    expect((await read()).toSorted()).toEqual([...Array.from({ length: 100 }, () => 'P0'), 'P1']);
  });

  it('is the same for ten tickets and for a hundred, and for two agents and for twenty', async () => {
    const queues = DEFAULT_POLICY.queues.length;
    for (const [agents, tickets] of [
      [2, 10],
      [20, 100],
    ] as const) {
      const { look, calls } = await opened(UNTOUCHED, WAITING, RED);
      for (let count = 0; count < agents; count += 1) await desk.agent(`a${count}`);
      for (let count = 0; count < tickets; count += 1) {
        const id = await desk.open({ priority: 'P1' });
        if (count % 2) await desk.advance(id);
      }
      desk.wait(MINUTE);
      const cost = await calls(() => look());
      expect(cost).toEqual({ BatchGetItem: 1, GetItem: 1, Query: 1 + queues + 1, TransactWriteItems: 1 }); // the policy, one colour; one is raised
      desk.close();
    }
    await opened();
  });
});
