import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agentOf } from '../../adapters/dynamodb/agent-item.ts';
import { createDirectory } from '../../adapters/dynamodb/directory.ts';
import type { Team } from '../../core/domain/routing/team.ts';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import { TABLES } from '../functions/support/aws.ts';
import { actorOf, openRoutingDesk, type RoutingDesk, wrongLoads } from '../routing/support/desk.ts';

const LIN: AgentId = 'agt_lin';
const chief = actorOf('agt_chief', 'supervisor');
const TEAM: Team = {
  name: 'logistics',
  title: { zh: '物流', en: 'Logistics' },
  timeZone: 'Asia/Shanghai',
  shifts: [{ name: 'day', weekdays: ['mon'], from: '09:00', to: '18:00', agents: [] }],
  changes: [],
};

let desk: RoutingDesk;
beforeEach(async () => {
  desk = await openRoutingDesk();
});
afterEach(() => desk.close());

const assign = async (agent = LIN) => {
  const id = await desk.open();
  const { name, team } = (await desk.ports.directory.agent(agent))!;
  await desk.give(id, { type: 'assign', assignee: { id: agent, name, team } }, chief);
  return id;
};

describe('a team', () => {
  it('comes with its agents in one query, and may have either alone', async () => {
    expect(await desk.ports.directory.team('logistics')).toEqual({ agents: [] });
    await desk.agent('lin');
    await desk.ports.directory.putTeam(TEAM);
    await desk.ports.directory.putTeam({ ...TEAM, name: 'night', changes: [] });
    desk.stores.calls.length = 0;
    expect(await desk.ports.directory.team('logistics')).toMatchObject({ team: TEAM, agents: [{ id: LIN }] });
    expect(desk.stores.calls.map(({ action }) => action)).toEqual(['Query']);
    expect(await desk.ports.directory.teams()).toEqual(['logistics', 'night']);
  });

  it('is not removed as long as it has agents, and is gone afterwards', async () => {
    const { directory } = desk.ports;
    await desk.agent('lin');
    await directory.putTeam(TEAM);
    expect(await directory.removeTeam('logistics')).toBe('has-agents');
    expect(await directory.removeAgent(LIN)).toBe(true);
    expect(await directory.removeTeam('logistics')).toBe(true);
    expect(await directory.removeTeam('logistics')).toBe(false);
    expect(await directory.teams()).toEqual([]);
  });
});

describe('an agent', () => {
  it('keeps what they hold when the desk says something else of them, also in another team', async () => {
    const { directory } = desk.ports;
    await desk.agent('lin');
    await assign();
    const held = { open: 1, load: 1, assignments: 1 };
    expect(await desk.agent('lin', { skills: { customs: 3 } })).toMatchObject({ ...held, skills: { customs: 3 } });
    expect(await desk.agent('lin', { team: 'night' })).toMatchObject({ ...held, team: 'night' });
    expect(await directory.agent(LIN)).toMatchObject({ ...held, team: 'night', skills: {} });
    expect(wrongLoads(desk.tickets(), desk.agents())).toEqual([]);
    const { presence: _, seenAt: __, ...profile } = (await directory.agent(LIN))!;
    expect(await directory.put({ ...profile, name: '林' })).toMatchObject({ name: '林', presence: 'online' });
  });

  it('who is given something while they change team takes it along', async () => {
    await desk.agent('lin');
    const id = await desk.open();
    let given = false;
    desk.stores.before = async ({ action, body }) => {
      if (given || action !== 'TransactWriteItems' || !JSON.stringify(body).includes('TEAM#night')) return;
      given = true;
      await desk.give(id, { type: 'assign', assignee: { id: LIN, name: 'lin', team: 'logistics' } }, chief);
    };
    expect(await desk.agent('lin', { team: 'night' })).toMatchObject({ team: 'night', open: 1, load: 1 });
    expect(given).toBe(true);
    expect(wrongLoads(desk.tickets(), desk.agents())).toEqual([]);
  });

  it('is not removed as long as they hold a ticket', async () => {
    const { directory } = desk.ports;
    expect(await directory.removeAgent(LIN)).toBe(false);
    await desk.agent('lin');
    const id = await assign();
    expect(await directory.removeAgent(LIN)).toBe('holds-tickets');
    await desk.give(id, { type: 'queue' }, chief);
    expect(await directory.removeAgent(LIN)).toBe(true);
    expect(await directory.agent(LIN)).toBeUndefined();
    expect(await directory.setPresence(LIN, 'online')).toBeUndefined();
    expect(await directory.beat(LIN)).toBeUndefined();
  });

  it('of before capacity was counted in units carries one unit per ticket, and goes on with units', async () => {
    await desk.agent('old');
    const [item] = desk.items(TABLES.directory).filter(({ sk }) => sk.S === 'AGENT#agt_old');
    for (const name of ['load', 'claimed', 'paused', 'assignments', 'recent', 'skills', 'languages', 'regions'])
      delete item[name];
    for (const name of ['seniority', 'leave']) delete item[name];
    item.open = { N: '2' };
    desk.stores.dynamo('PutItem', { TableName: TABLES.directory, Item: item });
    expect(agentOf(item)).toMatchObject({ open: 2, load: 2, claimed: 0, assignments: 0, skills: {}, leave: [] });
    const id = await desk.open({ priority: 'P1' });
    await desk.advance(id);
    expect(await desk.ports.directory.agent('agt_old')).toMatchObject({ open: 3, load: 4, assignments: 1 });
  });
});

describe('whoever has room', () => {
  const freed = async (what: () => Promise<unknown>) => {
    const before = desk.freed().length;
    await what();
    return desk
      .freed()
      .slice(before)
      .map(({ frees, team }) => `${frees} ${team}`);
  };
  const LIN_HAS = [`${LIN} logistics`];

  it('is told of when they come, come back, or may take more than before', async () => {
    const { directory } = desk.ports;
    expect(await freed(() => desk.agent('lin', { presence: 'offline' }))).toEqual([]);
    expect(await freed(() => directory.setPresence(LIN, 'online'))).toEqual(LIN_HAS);
    expect(await freed(() => directory.setPresence(LIN, 'busy'))).toEqual([]);
    expect(await freed(() => directory.setPresence(LIN, 'online'))).toEqual(LIN_HAS);
    expect(await freed(() => desk.agent('lin', { capacity: 9 }))).toEqual(LIN_HAS);
    expect(await freed(() => desk.agent('lin', { capacity: 9 }))).toEqual([]);
    const away = [{ from: '2026-03-02', until: '2026-03-03' }];
    await desk.agent('lin', { capacity: 9, leave: away });
    expect(await freed(() => desk.agent('lin', { capacity: 9 }))).toEqual(LIN_HAS);
    expect(await freed(() => desk.agent('new'))).toEqual(['agt_new logistics']);
  });

  it('is told of when their client is heard again, and not at every sign of life', async () => {
    const { directory } = desk.ports;
    await desk.agent('lin');
    const beat = async (seconds: number) => {
      desk.wait(seconds * 1000);
      return freed(() => directory.beat(LIN));
    };
    expect(await beat(1)).toEqual([]);
    expect(await beat(30)).toEqual([]);
    expect(await beat(90)).toEqual(LIN_HAS);
    expect(await directory.agent(LIN)).toMatchObject({ seenAt: desk.now() });
    await directory.setPresence(LIN, 'away');
    expect(await directory.agent(LIN)).not.toHaveProperty('seenAt');
    expect(await beat(90)).toEqual([]);
  });

  it('is told of with the ticket that leaves them, or takes less of them', async () => {
    await desk.agent('lin');
    await desk.agent('wang');
    const lin = actorOf(LIN, 'agent');
    const id = await assign();
    expect(await freed(() => desk.give(id, { type: 'reply', text: '在查' }, lin))).toEqual([]);
    expect(await freed(() => desk.give(id, { type: 'hold', for: 'customer' }, lin))).toEqual(LIN_HAS);
    expect(await freed(() => desk.give(id, { type: 'resume' }, lin))).toEqual([]);
    expect(await freed(() => desk.give(id, { type: 'classify', priority: 'P0' }, chief))).toEqual([]);
    expect(await freed(() => desk.give(id, { type: 'classify', priority: 'P3' }, chief))).toEqual(LIN_HAS);
    const wang = { id: 'agt_wang', name: 'wang', team: 'logistics' } as const;
    expect(await freed(() => desk.give(id, { type: 'assign', assignee: wang }, chief))).toEqual(LIN_HAS);
    const gives = actorOf('agt_wang', 'agent');
    expect(await freed(() => desk.give(id, { type: 'resolve', code: 'done', text: 'x' }, gives))).toEqual([
      'agt_wang logistics',
    ]);
    expect(wrongLoads(desk.tickets(), desk.agents())).toEqual([]);
  });

  it('refuses to come where nobody could be told of it', async () => {
    await desk.agent('lin', { presence: 'away' });
    const directory = createDirectory({ ...desk.ports, client: desk.stores.client, directoryTable: TABLES.directory });
    await expect(directory.setPresence(LIN, 'online')).rejects.toThrow('needs the ticket table');
    expect(await directory.setPresence(LIN, 'busy')).toMatchObject({ presence: 'busy' });
  });
});
