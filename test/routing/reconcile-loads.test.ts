import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import { type Right, reconcileLoads } from '../../core/usecases/reconcile-loads.ts';
import { TABLES } from '../functions/support/aws.ts';
import { openRoutingDesk, type RoutingDesk } from './support/desk.ts';

let desk: RoutingDesk;
beforeEach(async () => {
  desk = await openRoutingDesk();
  await desk.agent('lin');
  await desk.agent('zhou', { presence: 'offline' });
  for (let count = 0; count < 3; count += 1) await desk.advance(await desk.open({ priority: 'P1' }));
});
afterEach(() => desk.close());

const LIN = { kind: 'agent', id: 'agt_lin', roles: ['agent'] } as const;
const set = (agent: AgentId, name: string, value: number): void => {
  desk.stores.dynamo('UpdateItem', {
    TableName: TABLES.directory,
    Key: { pk: { S: 'TEAM#logistics' }, sk: { S: `AGENT#${agent}` } },
    UpdateExpression: 'SET #name = :value',
    ExpressionAttributeNames: { '#name': name },
    ExpressionAttributeValues: { ':value': { N: String(value) } },
  });
};

describe('the count of loads', () => {
  it('finds nothing where everything went the way of the desk', async () => {
    const [first] = desk.tickets();
    await desk.give(first?.id ?? '', { type: 'hold', for: 'customer' }, LIN);
    expect(await reconcileLoads(desk.ports)).toEqual({ agents: 2, differences: [] });
  });

  it.each(['open', 'load', 'claimed', 'paused'] as const)(
    'finds %s that is not what the tickets say, and leaves it so',
    async (name) => {
      const right = { open: 3, load: 6, claimed: 0, paused: 0 };
      const wrong = { ...right, [name]: right[name] + 1 };
      set('agt_lin', name, wrong[name]);
      const before = desk.stores.calls.length;
      expect(await reconcileLoads(desk.ports)).toEqual({
        agents: 2,
        differences: [{ agent: 'agt_lin', team: 'logistics', kept: wrong, counted: right }],
      });
      const actions = new Set(desk.stores.calls.slice(before).map(({ action }) => action));
      expect([...actions].sort()).toEqual(['BatchGetItem', 'GetItem', 'Query']);
    },
  );

  it('finds a load of somebody who holds nothing', async () => {
    set('agt_zhou', 'open', 1);
    const { differences } = await reconcileLoads(desk.ports);
    expect(differences).toMatchObject([{ agent: 'agt_zhou', kept: { open: 1 }, counted: { open: 0 } }]);
  });

  it('is not misled by who gets and gives while it counts', async () => {
    let turns = 0;
    desk.stores.before = async ({ action, body }) => {
      // Whenever it has listed what lin holds, one of those is put on hold or taken up again.
      if (action !== 'GetItem' || body.Key.pk.S !== 'AGENT#agt_lin' || turns > 20) return;
      turns += 1;
      desk.stores.before = () => {};
      const [ticket] = desk.tickets();
      const command =
        ticket?.phase === 'onHold' ? ({ type: 'resume' } as const) : ({ type: 'hold', for: 'customer' } as const);
      await desk.give(ticket?.id ?? '', command, LIN);
      desk.stores.before = again;
    };
    const again = desk.stores.before;
    set('agt_lin', 'load', 7);
    expect(await reconcileLoads(desk.ports)).toMatchObject({ differences: [] });
    expect(turns).toBeGreaterThan(0);
    desk.stores.before = () => {};
    expect((await reconcileLoads(desk.ports)).differences).toHaveLength(1);
  });

  it('costs one query for the teams, one per team, and a query with its batch per agent', async () => {
    const before = desk.stores.calls.length;
    await reconcileLoads(desk.ports);
    const actions = desk.stores.calls.slice(before).map(({ action }) => action);
    expect(actions.sort()).toEqual(['BatchGetItem', 'Query', 'Query', 'Query', 'Query']);
  });

  describe('again by the same process', () => {
    const QUARTER = 15 * 60_000;
    const right: Right = new Map();
    const listsOf = async () => {
      const before = desk.stores.calls.length;
      const { differences } = await reconcileLoads(desk.ports, right);
      const queries = desk.stores.calls.slice(before).filter(({ body }) => body.IndexName === 'byAssignee');
      return { agents: queries.map(({ body }) => body.ExpressionAttributeValues[':of'].S), differences };
    };
    beforeEach(() => right.clear());

    it('counts only for who got or gave something, and for all of them once an hour', async () => {
      expect((await listsOf()).agents.sort()).toEqual(['agt_lin', 'agt_zhou']);
      desk.wait(QUARTER);
      expect((await listsOf()).agents).toEqual([]);
      const [first] = desk.tickets();
      await desk.give(first?.id ?? '', { type: 'hold', for: 'customer' }, LIN);
      desk.wait(QUARTER);
      expect((await listsOf()).agents).toEqual(['agt_lin']);
      desk.wait(2 * QUARTER);
      expect((await listsOf()).agents).toEqual(['agt_zhou']);
      desk.wait(2 * QUARTER);
      expect((await listsOf()).agents).toEqual(['agt_lin']);
    });

    it('finds a difference each time that it is there', async () => {
      expect((await listsOf()).differences).toEqual([]);
      set('agt_lin', 'load', 7);
      for (let turn = 0; turn < 2; turn += 1) {
        desk.wait(QUARTER);
        expect((await listsOf()).differences).toMatchObject([{ agent: 'agt_lin', kept: { load: 7 } }]);
      }
    });

    it('finds within an hour what has changed on the side of the tickets alone', async () => {
      expect((await listsOf()).differences).toEqual([]);
      const [first] = desk.tickets();
      desk.stores.dynamo('DeleteItem', {
        TableName: TABLES.ticket,
        Key: { pk: { S: first?.id }, sk: { S: 'TICKET' } },
      });
      desk.wait(4 * QUARTER);
      expect((await listsOf()).differences).toMatchObject([
        { agent: 'agt_lin', kept: { open: 3 }, counted: { open: 2 } },
      ]);
    });
  });
});
