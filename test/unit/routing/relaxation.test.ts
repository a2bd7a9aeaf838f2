import { describe, expect, it } from 'vitest';
import { poolEnd, type Reach, reachOf, strategyOf, teamsOf } from '../../../core/domain/routing/relaxation.ts';
import type { Colour } from '../../../core/domain/routing/routing-policy.ts';
import type { Priority } from '../../../core/domain/vocabulary.ts';
import { at, policy, queued, START, withQueue, withRouting } from './desk.ts';

const SKILLS = [
  { skill: 'damage', level: 1, tier: 3 },
  { skill: 'english', level: 2, tier: 1 },
  { skill: 'returns', level: 2, tier: 3 },
  { skill: 'payments', level: 3, tier: 0 },
] as const;

/** `pushed? skills | teams | last resort? | next at minute: what` */
const said = ({ pushed, skills, teams, lastResort, next }: Reach): string =>
  [
    `${pushed ? 'pushed' : 'waits'} ${skills.map(({ skill }) => skill).join(' ')}`.trim(),
    teams.join(' '),
    ...(lastResort ? ['last resort'] : []),
    ...(next ? [`${(Date.parse(next.at) - Date.parse(START)) / 60_000}: ${next.what.kind}`] : []),
  ].join(' | ');

const reached = (minutes: number, over = {}, rules = policy, colour?: Colour) =>
  said(reachOf(queued(over), at(minutes), rules, colour));

describe('a ticket that asks for skills', () => {
  it.each([
    ['P2', 0, 'pushed damage english returns payments | logistics | 2: dropSkills'],
    ['P2', 1.99, 'pushed damage english returns payments | logistics | 2: dropSkills'],
    ['P2', 2, 'pushed english payments | logistics | 4: dropSkills'],
    ['P2', 4, 'pushed payments | logistics | 6: askTeam'],
    ['P2', 6, 'pushed payments | logistics aftersales | 8: lastResort'],
    ['P2', 8, 'pushed payments | logistics aftersales | last resort'],
    ['P2', 100_000, 'pushed payments | logistics aftersales | last resort'],
    ['P1', 1, 'pushed english payments | logistics | 2: dropSkills'],
    ['P0', 3, 'pushed payments | logistics aftersales | 4: lastResort'],
  ] as const)('%s after %d min: %s', (priority, minutes, expected) => {
    expect(reached(minutes, { priority, route: { skills: SKILLS } })).toBe(expected);
  });

  it('says what was relaxed, and never drops what is required', () => {
    const ticket = queued({ route: { skills: SKILLS } });
    expect(reachOf(ticket, at(60), policy).relaxed).toEqual([
      { kind: 'dropSkills', tier: 3 },
      { kind: 'dropSkills', tier: 1 },
      { kind: 'askTeam', team: 'aftersales' },
      { kind: 'lastResort' },
    ]);
  });
});

describe('a ticket that asks for none', () => {
  it.each([
    [0, 'pushed | logistics | 2: askTeam'],
    [2, 'pushed | logistics aftersales | 4: lastResort'],
    [4, 'pushed | logistics aftersales | last resort'],
  ])('after %d min: %s', (minutes, expected) => {
    expect(reached(minutes)).toBe(expected);
  });

  it('begins anew when it is queued again', () => {
    expect(reached(101, { openedAt: START, queuedAt: at(100) })).toBe('pushed | logistics | 102: askTeam');
  });

  it('asks the teams of its rule, in their order', () => {
    const route = { skills: [], teams: ['presale', 'payments', 'accounts'] };
    expect(reached(0, { route })).toBe('pushed | presale | 2: askTeam');
    expect(reached(4, { route })).toBe('pushed | presale payments accounts | 6: lastResort');
  });

  it('goes straight to the last resort when there is one team', () => {
    expect(reached(2, {}, withQueue({ teams: ['logistics'] }))).toBe('pushed | logistics | last resort');
  });
});

describe('a red queue', () => {
  it('asks all teams at once, when the policy says so', () => {
    expect(reached(0, {}, policy, 'red')).toBe('pushed | logistics aftersales | 2: lastResort');
    expect(reached(0, {}, policy, 'yellow')).toBe('pushed | logistics | 2: askTeam');
    const without = withRouting({ overflow: { ...policy.routing.overflow, onRed: ['openPool'] } });
    expect(reached(0, {}, without, 'red')).toBe('pushed | logistics | 2: askTeam');
  });

  it('asks for skills as before', () => {
    expect(reached(2, { route: { skills: SKILLS } }, policy, 'red')).toBe(
      'pushed english payments | logistics aftersales | 4: dropSkills',
    );
  });
});

describe('a pool', () => {
  const pool = withQueue({ strategy: 'pool' });

  it.each([
    ['P3', 30],
    ['P2', 20],
    ['P1', 10],
    ['P0', 5],
  ] as const)('keeps a %s for %d min', (priority: Priority, minutes) => {
    expect(poolEnd(queued({ priority }), pool)).toBe(at(minutes));
    expect(reached(minutes - 0.01, { priority }, pool)).toBe(`waits | logistics | ${minutes}: leavesPool`);
    expect(reached(minutes, { priority }, pool)).toMatch(/^pushed \| logistics \| \d+: askTeam$/);
  });

  it('is relaxed only from its end on', () => {
    const over = { route: { skills: SKILLS } };
    expect(reached(19, over, pool)).toBe('waits damage english returns payments | logistics | 20: leavesPool');
    expect(reached(21, over, pool)).toBe('pushed damage english returns payments | logistics | 22: dropSkills');
    expect(reached(28, over, pool)).toBe('pushed payments | logistics aftersales | last resort');
  });

  it('may be the wish of a rule, or not its wish', () => {
    const pooled = queued({ route: { skills: [], strategy: 'pool' } });
    expect(strategyOf(pooled, policy)).toBe('pool');
    expect(poolEnd(pooled, policy)).toBe(at(20));
    expect(poolEnd(queued({ route: { skills: [], strategy: 'sticky' } }), pool)).toBeUndefined();
  });
});

describe('a queue that the policy has dropped', () => {
  it('is served as that of the default category', () => {
    expect(teamsOf(queued({ queue: 'gone' }), policy)).toEqual(['presale', 'aftersales']);
  });

  it('refuses to find one in a policy without queues', () => {
    expect(() => teamsOf(queued(), { ...policy, queues: [] })).toThrow('The policy has no queues.');
  });
});
