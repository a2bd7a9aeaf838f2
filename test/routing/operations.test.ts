/** What an assignment costs does not grow with the desk. Calls to the tables, in order. */
import { afterEach, describe, expect, it } from 'vitest';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import { changeTicket } from '../../core/usecases/change-ticket.ts';
import { claiming } from '../../core/usecases/claim-ticket.ts';
import { actorOf, openRoutingDesk, type RoutingDesk } from './support/desk.ts';

let desk: RoutingDesk;
afterEach(() => desk.close());

const LIN: AgentId = 'agt_a1';

const callsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
  desk.stores.calls.length = 0;
  await work();
  return desk.stores.calls.map(({ action, body }) =>
    action === 'TransactWriteItems' ? action : `${action} ${body.TableName ?? Object.keys(body.RequestItems).join()}`,
  );
};

const openWith = async (agents: number, waiting: number) => {
  desk = await openRoutingDesk();
  for (let n = 0; n < waiting; n += 1) await desk.open({ priority: 'P1' });
  for (let n = 1; n <= agents; n += 1) await desk.agent(`a${n}`);
  await desk.ports.insight.queueState('logistics'); // remembered for half a minute
  desk.wait(2000);
};

describe.each([
  ['small', 3, 5],
  ['full', 100, 60],
] as const)('at a %s desk', (_, agents, waiting) => {
  it('an assignment takes five operations, and one more twice a minute', async () => {
    await openWith(agents, waiting);
    const id = await desk.open({ priority: 'P1' });
    desk.wait(2000);
    expect(await callsOf(() => desk.advance(id))).toEqual([
      'GetItem Policies',
      'GetItem Tickets',
      'Query Insight', // side by side with the team
      'Query Directory',
      'TransactWriteItems',
    ]);
    desk.wait(30_000);
    const more = await callsOf(async () => desk.advance(await desk.open({ priority: 'P1' })));
    expect(more.filter((call) => call === 'BatchGetItem Insight')).toHaveLength(1);
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

  it('a pull takes a query of the team, one per queue, one batch, and a transaction for each ticket', async () => {
    await openWith(agents, waiting);
    const queues = desk.policy.queues.filter(({ teams }) => teams.includes('logistics')).length;
    const look = ['Query Directory', ...Array<string>(queues).fill('Query Tickets'), 'BatchGetItem Tickets'];
    await desk.agent('a1', { capacity: 2 }); // one P1
    desk.wait(2000);
    expect(await callsOf(() => desk.pull(LIN))).toEqual(['GetItem Policies', ...look, 'TransactWriteItems']);
    await desk.agent('a2', { capacity: 6 }); // three more
    const given = ['TransactWriteItems', 'TransactWriteItems', 'TransactWriteItems'];
    expect(await callsOf(() => desk.pull('agt_a2'))).toEqual([...look, ...given]);
  });
});

it('a pull looks once when nothing more waits than it has read, and again when there may', async () => {
  await openWith(2, 4);
  await desk.agent('a1', { capacity: 40 });
  const looks = async (agent: AgentId) => {
    const calls = await callsOf(() => desk.pull(agent));
    const count = (call: string) => calls.filter((each) => each === call).length;
    return { looks: count('Query Directory'), given: count('TransactWriteItems') };
  };
  expect(await looks(LIN)).toEqual({ looks: 1, given: 4 });
  expect(await looks(LIN)).toEqual({ looks: 1, given: 0 });
  for (let n = 0; n < 13; n += 1) await desk.open({ priority: 'P1' });
  expect(await looks(LIN)).toEqual({ looks: 2, given: 13 });
});
