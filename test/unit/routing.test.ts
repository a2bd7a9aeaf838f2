import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startClocks, stop } from '../../core/domain/clocks.ts';
import { type Agent, candidates, PRESENCES, urgency } from '../../core/domain/routing.ts';
import { type AgentId, PRIORITIES, type Priority, type Ticket, type TicketId } from '../../core/domain/ticket.ts';
import { at, opened, policy, START } from './desk.ts';

const agent: fc.Arbitrary<Agent> = fc.record(
  {
    id: fc.integer({ min: 0, max: 30 }).map((number): AgentId => `agt_${number}`),
    name: fc.constant('某'),
    team: fc.constant('logistics'),
    roles: fc.subarray(['agent', 'supervisor', 'reviewer', 'operator'] as const),
    presence: fc.constantFrom(...PRESENCES),
    open: fc.integer({ min: 0, max: 9 }),
    capacity: fc.integer({ min: 1, max: 8 }),
    lastAssignedAt: fc.constantFrom(at('01:00'), at('02:00'), at('03:00')),
  },
  { requiredKeys: ['id', 'name', 'team', 'roles', 'presence', 'open', 'capacity'] },
);
const team = fc.uniqueArray(agent, { selector: ({ id }) => id, maxLength: 20 });
const excluded = fc.array(fc.integer({ min: 0, max: 30 }).map((number): AgentId => `agt_${number}`));

const free = (over: Partial<Agent> & Pick<Agent, 'id'>): Agent => ({
  name: '某',
  team: 'logistics',
  roles: ['agent'],
  presence: 'online',
  open: 0,
  capacity: 8,
  ...over,
});
const order = (...agents: Agent[]) => candidates({ excluded: [] }, agents).map(({ id }) => id);

describe('who may get a ticket', () => {
  it('is exactly who is present, an agent, below capacity and not excluded', () => {
    fc.assert(
      fc.property(team, excluded, (agents, not) => {
        const chosen = new Set(candidates({ excluded: not }, agents).map(({ id }) => id));
        for (const { id, presence, roles, open, capacity } of agents)
          expect(chosen.has(id)).toBe(
            presence === 'online' && roles.includes('agent') && open < capacity && !not.includes(id),
          );
      }),
    );
  });

  it('does not depend on the order in which the team is read', () => {
    fc.assert(
      fc.property(team, fc.infiniteStream(fc.nat()), (agents, numbers) => {
        const shuffled = agents
          .map((each) => ({ each, key: numbers.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        expect(candidates({ excluded: [] }, shuffled)).toEqual(candidates({ excluded: [] }, agents));
      }),
    );
  });

  it('least loaded for their capacity first, then who has waited longest, then by id', () => {
    const last = at('02:00');
    expect(order(free({ id: 'agt_a', open: 2 }), free({ id: 'agt_b', open: 1 }))).toEqual(['agt_b', 'agt_a']);
    expect(order(free({ id: 'agt_a', open: 2, capacity: 4 }), free({ id: 'agt_b', open: 3 }))).toEqual([
      'agt_b',
      'agt_a',
    ]);
    expect(
      order(
        free({ id: 'agt_a', lastAssignedAt: last }),
        free({ id: 'agt_b', lastAssignedAt: at('01:00') }),
        free({ id: 'agt_c' }),
      ),
    ).toEqual(['agt_c', 'agt_b', 'agt_a']);
    expect(order(free({ id: 'agt_b' }), free({ id: 'agt_a' }))).toEqual(['agt_a', 'agt_b']);
  });
});

describe('urgency', () => {
  type Ranked = Pick<Ticket, 'priority' | 'level' | 'clocks' | 'id'>;
  const ticket = (id: TicketId, priority: Priority, start = START, level = 0): Ranked => ({
    ...opened(priority),
    id,
    level,
    clocks: startClocks(priority, start, policy),
  });
  const sorted = (...tickets: Ranked[]) =>
    tickets
      .map((each) => ({ id: each.id, rank: urgency(each) }))
      .sort((a, b) => (a.rank < b.rank ? -1 : 1))
      .map(({ id }) => id);

  it('the priority first, whatever is due', () => {
    const tickets = PRIORITIES.map((priority, index) => ticket(`tkt_${priority}`, priority, at(`${10 - index}:00:00`)));
    expect(sorted(...tickets.reverse())).toEqual(['tkt_P0', 'tkt_P1', 'tkt_P2', 'tkt_P3']);
  });

  it('the nearest due time among equals', () => {
    expect(sorted(ticket('tkt_a', 'P2', at('05:00')), ticket('tkt_b', 'P2', at('04:00')))).toEqual(['tkt_b', 'tkt_a']);
  });

  it('what has been answered waits behind what has not', () => {
    const answered = ticket('tkt_a', 'P2');
    const firstResponse = stop(answered.clocks.firstResponse, at('01:00'));
    const waiting = ticket('tkt_b', 'P2', at('30:00'));
    expect(sorted({ ...answered, clocks: { ...answered.clocks, firstResponse } }, waiting)).toEqual(['tkt_b', 'tkt_a']);
  });

  it('every level counts like a higher priority, and P0 is the top', () => {
    expect(sorted(ticket('tkt_a', 'P1', at('09:00')), ticket('tkt_b', 'P3', START, 2))).toEqual(['tkt_a', 'tkt_b']);
    expect(sorted(ticket('tkt_a', 'P1'), ticket('tkt_b', 'P3', START, 3))).toEqual(['tkt_b', 'tkt_a']);
    expect(urgency(ticket('tkt_a', 'P0', START, 3))).toBe(urgency(ticket('tkt_a', 'P0')));
  });
});
