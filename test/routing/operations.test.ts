/** What an assignment costs does not grow with the desk. Calls to the tables, in order. */
import { afterEach, describe, expect, it } from 'vitest';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import { changeTicket } from '../../core/usecases/change-ticket.ts';
import { claiming } from '../../core/usecases/claim-ticket.ts';
import { pullTogether } from '../../core/usecases/pull-work.ts';
import { actorOf, openRoutingDesk, type RoutingDesk } from './support/desk.ts';

let desk: RoutingDesk;
afterEach(() => desk.close());

const LIN: AgentId = 'agt_a1';

const callsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
  desk.stores.calls.length = 0;
  await work();
  return desk.stores.calls.map(({ action, body }) =>
    action === 'TransactWriteItems' ? action : `${action} ${body.TableName ?? Object.keys(body.RequestItems).sort()}`,
  );
};

const openWith = async (agents: number, waiting: number) => {
  desk = await openRoutingDesk();
  for (let n = 0; n < waiting; n += 1) await desk.open({ priority: 'P1' });
  for (let n = 1; n <= agents; n += 1) await desk.agent(`a${n}`);
  await desk.ports.insight.queueState('logistics'); // remembered for half a minute
  await desk.router.policies.active(); // and the content of a version as long as it is the active one
  desk.wait(2000);
};

describe.each([
  ['small', 3, 5],
  ['full', 100, 60],
] as const)('at a %s desk', (_, agents, waiting) => {
  it('an assignment takes three operations, and one more an hour', async () => {
    await openWith(agents, waiting);
    const id = await desk.open({ priority: 'P1' });
    desk.wait(2000);
    expect(await callsOf(() => desk.advance(id))).toEqual([
      'BatchGetItem Policies,Tickets',
      'Query Insight', // side by side with the team
      'Query Directory',
      'TransactWriteItems',
    ]);
    const next = await desk.open({ priority: 'P1' });
    desk.wait(30_000);
    expect(await callsOf(() => desk.advance(next))).toEqual([
      'BatchGetItem Insight,Policies,Tickets', // the loads of queues, twice a minute
      'Query Directory',
      'TransactWriteItems',
    ]);
  });

  it('a claim takes seven: ticket, agent, what waits, and one transaction', async () => {
    await openWith(agents, waiting);
    const id = await desk.open({ priority: 'P1' });
    desk.wait(2000);
    const claim = () =>
      changeTicket(desk.ports, {
        ...{ idOrCode: id, command: claiming(desk.ports, LIN), actor: actorOf(LIN, 'agent'), correlation: 'test' },
      });
    expect(await callsOf(claim)).toEqual([
      'GetItem Policies',
      'GetItem Tickets',
      'GetItem Directory',
      'GetItem Directory',
      'Query Tickets',
      'BatchGetItem Tickets',
      'TransactWriteItems',
    ]);
  });

  it('a pull takes a batch, a query per queue, another batch, and a transaction for each ticket', async () => {
    await openWith(agents, waiting);
    const queues = desk.policy.queues.filter(({ teams }) => teams.includes('logistics')).length;
    const look = [...Array<string>(queues).fill('Query Tickets'), 'BatchGetItem Tickets'];
    await desk.agent('a1', { capacity: 2 }); // one P1
    desk.wait(2000);
    expect(await callsOf(() => desk.pull(LIN))).toEqual([
      'BatchGetItem Directory,Policies',
      ...look,
      'TransactWriteItems',
    ]);
    await desk.agent('a2', { capacity: 6 }); // three more
    const given = ['TransactWriteItems', 'TransactWriteItems', 'TransactWriteItems'];
    expect(await callsOf(() => desk.pull('agt_a2'))).toEqual(['BatchGetItem Directory', ...look, ...given]);
  });

  it('several who pull together look once, and nobody is given what another one was', async () => {
    await openWith(agents, waiting);
    const queues = desk.policy.queues.filter(({ teams }) => teams.includes('logistics')).length;
    for (const agent of ['a1', 'a2', 'a3']) await desk.agent(agent, { capacity: 2 });
    const pulls = (['agt_a1', 'agt_a2', 'agt_a3'] as const).map((agent) => ({
      ...{ agent, team: 'logistics', correlation: 'test' },
    }));
    desk.wait(2000);
    expect(await callsOf(async () => expect(await pullTogether(desk.router, pulls)).toEqual([1, 1, 1]))).toEqual([
      'BatchGetItem Directory,Policies',
      ...Array<string>(queues).fill('Query Tickets'),
      'BatchGetItem Tickets',
      ...Array<string>(3).fill('TransactWriteItems'),
    ]);
  });
});

it('a pull looks once when nothing more waits than it has read, and again when there may', async () => {
  await openWith(2, 4);
  await desk.agent('a1', { capacity: 40 });
  const looks = async (agent: AgentId) => {
    const calls = await callsOf(() => desk.pull(agent));
    const count = (call: RegExp) => calls.filter((each) => call.test(each)).length;
    return { looks: count(/^BatchGetItem Directory/), given: count(/^TransactWriteItems$/) };
  };
  expect(await looks(LIN)).toEqual({ looks: 1, given: 4 });
  expect(await looks(LIN)).toEqual({ looks: 1, given: 0 });
  for (let n = 0; n < 13; n += 1) await desk.open({ priority: 'P1' });
  expect(await looks(LIN)).toEqual({ looks: 2, given: 13 });
});
