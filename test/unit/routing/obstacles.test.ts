import { describe, expect, it } from 'vitest';
import { type Agent, PRESENCES } from '../../../core/domain/routing/agent.ts';
import { assess, type Skip } from '../../../core/domain/routing/assessment.ts';
import { obstaclesOf, relaxationsToCome, remediesOf, rushedUntil } from '../../../core/domain/routing/obstacles.ts';
import { reachOf } from '../../../core/domain/routing/relaxation.ts';
import fc from '../../support/properties.ts';
import { agent, at, circumstances, policy, queued, team } from './desk.ts';

const SKILLED = queued({ route: { skills: [{ skill: 'english', level: 3, tier: 1 }] } });
const obstacles = (who: Partial<Agent>, ticket = SKILLED, units = 1): readonly Skip[] =>
  obstaclesOf(ticket, ticket.route, agent('lin', who), circumstances({ units }));
const FIT: Partial<Agent> = { skills: { english: 5 } };

describe('everything that is in the way of an agent', () => {
  it.each<[readonly Skip[], Partial<Agent>]>([
    [[], FIT],
    [['offline'], { ...FIT, presence: 'offline' }],
    [['away', 'unskilled'], { presence: 'away' }],
    [['noHeartbeat', 'full'], { ...FIT, seenAt: at(-5), load: 8 }],
    [['notAnAgent', 'busy', 'unskilled'], { roles: ['supervisor'], presence: 'busy' }],
    [['unskilled', 'pausedWork', 'full'], { paused: 1, load: 8 }],
    [['tooManyAtOnce'], { ...FIT, recent: Array<string>(20).fill(at(-1)) }],
  ])('%j', (expected, who) => {
    expect(obstacles(who)).toEqual(expected);
  });

  it('knows that a ticket may be larger than the whole capacity', () => {
    expect(obstacles({ ...FIT, capacity: 2 }, SKILLED, 4)).toEqual(['full']);
  });

  it('sees through the roster to what else there is', () => {
    const teams = new Map([['logistics', team({ shifts: [{ ...team().shifts[0]!, from: '13:00', to: '18:00' }] })]]);
    const found = obstaclesOf(SKILLED, SKILLED.route, agent('lin', { presence: 'away' }), circumstances({ teams }));
    expect(found).toEqual(['offShift', 'away', 'unskilled']);
  });

  it('begins with the reason that the router gives, never repeats one, and is empty for candidates alone', () => {
    const anybody = fc.record({
      presence: fc.constantFrom(...PRESENCES),
      load: fc.nat(9),
      paused: fc.nat(1),
      skills: fc.record({ english: fc.nat(5) }),
      roles: fc.constantFrom<Agent['roles']>(['agent'], ['supervisor']),
      recent: fc.integer({ min: 0, max: 25 }).map((count) => Array<string>(count).fill(at(-1))),
    });
    fc.assert(
      fc.property(anybody, (who) => {
        const [assessment] = assess(SKILLED, SKILLED.route, [agent('lin', who)], circumstances());
        const found = obstacles(who, SKILLED, circumstances().units);
        expect(found[0]).toBe(assessment?.skipped);
        expect(new Set(found).size).toBe(found.length);
      }),
    );
  });
});

describe('what would have to change', () => {
  const skipped = (id: string, ...because: Skip[]) => ({ agent: agent(id), because });

  it('is the shortest way, with all whom it would help', () => {
    expect(
      remediesOf([
        skipped('a', 'offline'),
        skipped('b', 'away', 'full'),
        skipped('c', 'offline'),
        skipped('d', 'full'),
      ]),
    ).toEqual([
      { changes: ['offline'], agents: ['agt_a', 'agt_c'] },
      { changes: ['full'], agents: ['agt_d'] },
    ]);
    expect(remediesOf([skipped('b', 'away', 'full')])).toEqual([{ changes: ['away', 'full'], agents: ['agt_b'] }]);
  });

  it('is never that a supervisor becomes an agent, or that somebody gets back what they gave away', () => {
    expect(remediesOf([skipped('a', 'notAnAgent'), skipped('b', 'excluded')])).toEqual([]);
    expect(remediesOf([])).toEqual([]);
  });
});

describe('when', () => {
  it('the relaxations come: each at the moment at which the reach changes', () => {
    const steps = relaxationsToCome(SKILLED, SKILLED.queuedAt, policy, 'green');
    expect(steps.map(({ what }) => what.kind).at(-1)).toBe('lastResort');
    for (const { at: then, what } of steps) expect(reachOf(SKILLED, then, policy).relaxed.at(-1)).toEqual(what);
  });

  it('an agent who got too many may get the next one: not a moment earlier', () => {
    const { assignments, minutes } = policy.routing.window;
    const recent = Array.from({ length: assignments + 2 }, (_, index) => at(-5 + index * 0.1));
    const until = rushedUntil({ recent }, at(0), policy);
    // The third one of them leaves the window: then one fewer than the policy allows is left.
    expect(until).toBe(at(-4.8 + minutes));
    expect(rushedUntil({ recent: recent.slice(3) }, at(0), policy)).toBeUndefined();
  });
});
