/** What must hold of an agent when a ticket is given to them, though they were read a moment ago. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decide } from '../../core/domain/decide.ts';
import type { Actor } from '../../core/domain/permissions.ts';
import { isRefusal } from '../../core/domain/refusals.ts';
import { assigneeOf } from '../../core/domain/routing/agent.ts';
import { addMs } from '../../core/domain/time.ts';
import type { AgentId, TicketId } from '../../core/domain/vocabulary.ts';
import { takingOf } from '../../core/usecases/advance-ticket.ts';
import { changeOf, type TicketCommand } from '../../core/usecases/change-ticket.ts';
import { actorOf, openRoutingDesk, type RoutingDesk, wrongLoads } from '../routing/support/desk.ts';
import { ROUTING } from '../unit/desk.ts';

const LIN: AgentId = 'agt_lin';
const chief = actorOf('agt_chief', 'supervisor');
const system: Actor = { kind: 'system', id: 'dispatch', roles: ['system'] };

let desk: RoutingDesk;
beforeEach(async () => {
  desk = await openRoutingDesk();
  await desk.agent('lin');
});
afterEach(() => desk.close());

const context = () => ({ now: desk.now(), policy: desk.policy, actor: system, correlation: 'test' });
const lin = async () => (await desk.ports.directory.agent(LIN))!;
const changing = async (id: TicketId, command: TicketCommand) => {
  const { ticket } = (await desk.ports.tickets.read(id))!;
  const decision = decide(ticket, command, context());
  if (isRefusal(decision)) throw new Error(decision.detail);
  return changeOf(ticket, decision, desk.now(), desk.policy);
};
const dispatch = async (): Promise<TicketCommand> => ({
  ...{ type: 'dispatch', assignee: assigneeOf(await lin()), by: 'dispatch', routing: ROUTING },
});

describe('a ticket for an agent as they were read', () => {
  it('is theirs when they are the same, and stands among their last ones', async () => {
    const change = await changing(await desk.open(), await dispatch());
    const taking = takingOf(await lin(), context());
    expect(await desk.ports.tickets.commit({ ...change, taking })).toBe('committed');
    expect(await lin()).toMatchObject({ open: 1, load: 1, assignments: 1, recent: [desk.now()] });
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'got another ticket',
      async () => desk.give(await desk.open(), { type: 'assign', assignee: assigneeOf(await lin()) }, chief),
    ],
    ['may carry less', () => desk.agent('lin', { capacity: 7 })],
    ['is away', () => desk.ports.directory.setPresence(LIN, 'away')],
    ['is on leave', () => desk.agent('lin', { leave: [{ from: '2026-03-01', until: '2026-03-05' }] })],
    ['works in another team', () => desk.agent('lin', { team: 'night' })],
    ['has left the desk', () => desk.ports.directory.removeAgent(LIN)],
    [
      'was not heard of any more',
      async () => {
        await desk.ports.directory.beat(LIN);
        desk.wait(91_000);
      },
    ],
  ])('is refused when by now the agent %s', async (_, happens) => {
    const id = await desk.open();
    const [command, agent] = [await dispatch(), await lin()];
    await happens();
    const change = await changing(id, command);
    expect(await desk.ports.tickets.commit({ ...change, taking: takingOf(agent, context()) })).toBe('agent-changed');
    expect(desk.tickets().find((ticket) => ticket.id === id)?.phase).toBe('queued');
    expect(wrongLoads(desk.tickets(), desk.agents())).toEqual([]);
  });

  it('is given by a supervisor whatever they carry, and does not count as handed out by the machine', async () => {
    await desk.agent('lin', { capacity: 1, presence: 'offline' });
    for (let n = 0; n < 3; n += 1)
      await desk.give(await desk.open(), { type: 'assign', assignee: assigneeOf(await lin()) }, chief);
    expect(await lin()).toMatchObject({ open: 3, load: 3, assignments: 3, recent: [], lastAssignedAt: desk.now() });
  });

  it('leaves no more than the last forty times with them', async () => {
    for (let n = 0; n < 42; n += 1) {
      const id = await desk.open();
      const change = await changing(id, await dispatch());
      await desk.ports.tickets.commit({ ...change, taking: takingOf(await lin(), context()) });
      await desk.give(id, { type: 'queue' }, chief);
      desk.wait(1000);
    }
    const { recent, assignments } = await lin();
    expect([recent.length, assignments]).toEqual([40, 42]);
    expect(recent.at(-1)).toBe(addMs(desk.now(), -1000));
  });
});

describe('a ticket that is put aside for another', () => {
  const pushed = async () => {
    const aside = await desk.open();
    await desk.give(aside, { type: 'assign', assignee: assigneeOf(await lin()) }, chief);
    const urgent = await desk.open({ priority: 'P0' });
    const main = await changing(urgent, await dispatch());
    return {
      aside,
      urgent,
      commit: async () =>
        desk.ports.tickets.commit({
          ...main,
          others: [{ ...(await changing(aside, { type: 'pause', for: urgent, forCode: 'CODE' })), aside: true }],
          taking: takingOf(await lin(), context()),
        }),
    };
  };

  it('changes with it, and the load of the agent with both', async () => {
    const { aside, urgent, commit } = await pushed();
    expect(await commit()).toBe('committed');
    const phases = Object.fromEntries(desk.tickets().map(({ id, phase }) => [id, phase]));
    expect(phases).toEqual({ [aside]: 'paused', [urgent]: 'handling' });
    expect(await lin()).toMatchObject({ open: 2, load: 4, paused: 1, assignments: 2 });
    expect(desk.freed().filter(({ frees }) => frees === LIN)).toHaveLength(1); // when they came
  });

  it('is left alone as long as somebody writes to its customer', async () => {
    const { aside, urgent, commit } = await pushed();
    await desk.ports.tickets.draft(aside, LIN, addMs(desk.now(), 60_000));
    await desk.ports.tickets.draft(aside, LIN, addMs(desk.now(), 30_000)); // the longer one stands
    desk.wait(59_000);
    expect(await commit()).toBe('being-answered');
    expect(desk.tickets().find(({ id }) => id === urgent)?.phase).toBe('queued');
    desk.wait(2000);
    expect(await commit()).toBe('committed');
  });

  it('refuses all of it when the one put aside has changed', async () => {
    const { aside, urgent } = await pushed();
    const [main, paused] = [
      await changing(urgent, await dispatch()),
      await changing(aside, { type: 'pause', for: urgent, forCode: 'CODE' }),
    ];
    await desk.give(aside, { type: 'note', text: '在查' }, chief);
    const taking = takingOf(await lin(), context());
    expect(await desk.ports.tickets.commit({ ...main, others: [{ ...paused, aside: true }], taking })).toBe('stale');
    expect(wrongLoads(desk.tickets(), desk.agents())).toEqual([]);
  });
});
