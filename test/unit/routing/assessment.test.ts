import { describe, expect, it } from 'vitest';
import { type Agent, PRESENCES } from '../../../core/domain/routing/agent.ts';
import {
  type Assessment,
  assess,
  type Circumstances,
  ranked,
  type Skip,
} from '../../../core/domain/routing/assessment.ts';
import { STRATEGIES, type Strategy } from '../../../core/domain/routing/route.ts';
import { FACTORS, type Factor } from '../../../core/domain/routing/routing-policy.ts';
import type { QueuedTicket } from '../../../core/domain/ticket.ts';
import fc from '../../support/properties.ts';
import { agent, at, circumstances, policy, queued, shuffled, team, withRouting } from './desk.ts';

const ENGLISH = [{ skill: 'english', level: 3, tier: 1 }] as const;

/** As if the ticket still asked for all of its skills. */
const all = (agents: readonly Agent[], ticket = queued(), over: Partial<Circumstances> = {}): readonly Assessment[] =>
  assess(ticket, ticket.route, agents, circumstances(over));

const one = (who: Partial<Agent>, ticket?: QueuedTicket, over?: Partial<Circumstances>): Assessment =>
  all([agent('lin', who)], ticket, over)[0] as Assessment;

describe('who does not get a ticket', () => {
  const minutesAgo = (count: number, minutes: number) => Array<string>(count).fill(at(-minutes));

  it.each<[Skip | undefined, string, Partial<Agent>]>([
    [undefined, 'online, free', {}],
    ['notAnAgent', 'a supervisor', { roles: ['supervisor', 'reviewer'] }],
    ['busy', 'busy', { presence: 'busy' }],
    ['away', 'away', { presence: 'away' }],
    ['offline', 'offline', { presence: 'offline' }],
    ['noHeartbeat', 'silent for two minutes', { seenAt: at(-2) }],
    ['onLeave', 'on leave', { leave: [{ from: '2026-11-22', until: '2026-11-22' }] }],
    ['pausedWork', 'has something to come back to', { paused: 1 }],
    ['full', 'no room for two units', { load: 7 }],
    [undefined, 'room for exactly two units', { load: 6 }],
    ['tooManyAtOnce', 'twenty in ten minutes', { recent: minutesAgo(20, 9.9) }],
    [undefined, 'nineteen in ten minutes', { recent: minutesAgo(19, 9.9) }],
    [undefined, 'twenty, ten minutes ago', { recent: minutesAgo(20, 10) }],
  ])('%s: %s', (skip, _, who) => {
    expect(one(who, queued(), { units: 2 }).skipped).toBe(skip);
  });

  it('offShift: outside the hours of their team', () => {
    const teams = new Map([['logistics', team({ shifts: [{ ...team().shifts[0]!, from: '13:00', to: '18:00' }] })]]);
    expect(one({}, queued(), { teams }).skipped).toBe('offShift');
    expect(one({}, queued(), { teams, now: at(61) }).skipped).toBeUndefined();
  });

  it('excluded: whom it was taken from', () => {
    expect(one({}, queued({ excluded: ['agt_lin'] })).skipped).toBe('excluded');
    expect(one({}, queued({ excluded: ['agt_wang'] })).skipped).toBeUndefined();
  });

  it('unskilled: below a level that is still asked for', () => {
    const ticket = queued({ route: { skills: ENGLISH } });
    expect([0, 2, 3, 5].map((english) => one({ skills: { english } }, ticket).skipped)).toEqual([
      'unskilled',
      'unskilled',
      undefined,
      undefined,
    ]);
    expect(assess(ticket, { skills: [] }, [agent('lin')], circumstances())[0]?.skipped).toBeUndefined();
  });

  it('nobody is pushed a ticket who is absent, full or not asked for (any desk)', () => {
    const anyone = fc
      .record({
        presence: fc.constantFrom(...PRESENCES),
        roles: fc.subarray(['agent', 'supervisor'] as const),
        load: fc.nat(10),
        capacity: fc.integer({ min: 1, max: 10 }),
        paused: fc.nat(1),
        english: fc.nat(5),
      })
      .map(({ english, ...rest }) => ({ ...rest, skills: { english } }));
    fc.assert(
      fc.property(anyone, fc.integer({ min: 1, max: 4 }), (who, units) => {
        const fits =
          who.presence === 'online' &&
          who.roles.includes('agent') &&
          who.load + units <= who.capacity &&
          who.paused === 0 &&
          who.skills.english >= 3;
        expect(one(who, queued({ route: { skills: ENGLISH } }), { units }).skipped === undefined).toBe(fits);
      }),
    );
  });
});

describe('how well somebody suits', () => {
  const vip = { id: 'c', tier: 'vip', region: '华东' } as const;
  const both = queued({ route: { skills: [...ENGLISH, { skill: 'returns', level: 2, tier: 3 }] } });

  it.each<[Factor, number, string, Partial<Agent>, QueuedTicket]>([
    ['skill', 1, 'nothing is asked', {}, queued()],
    ['skill', 0.75, 'one in full, one by half', { skills: { english: 5, returns: 1 } }, both],
    ['skill', 0, 'none', {}, both],
    ['language', 1, 'any', {}, queued({ language: 'en' })],
    ['language', 1, 'theirs', { languages: ['zh', 'en'] }, queued({ language: 'en' })],
    ['language', 0, 'not theirs', { languages: ['zh'] }, queued({ language: 'en' })],
    ['region', 1, 'theirs', { regions: ['华东'] }, queued({ customer: vip })],
    ['region', 0, 'another', { regions: ['华南'] }, queued({ customer: vip })],
    ['region', 0.5, 'any', {}, queued({ customer: vip })],
    ['region', 0.5, 'nobody knows', { regions: ['华南'] }, queued()],
    ['capacity', 1, 'idle', {}, queued()],
    ['capacity', 0.25, 'six of eight', { load: 6 }, queued()],
    ['capacity', 0, 'above the cap', { load: 12 }, queued()],
    ['continuity', 1, 'the last one', {}, queued({ served: ['agt_lin', 'agt_wang'] })],
    ['continuity', 0.5, 'an earlier one', {}, queued({ served: ['agt_wang', 'agt_lin'] })],
    ['continuity', 0, 'never', {}, queued({ served: ['agt_wang'] })],
    ['seniority', 1, 'the most senior for a vip', { seniority: 3 }, queued({ customer: vip })],
    ['seniority', 0, 'a new one for a vip', {}, queued({ customer: vip })],
    ['seniority', 0.5, 'no matter for others', { seniority: 3 }, queued()],
    ['rest', 1, 'never had one', {}, queued()],
    ['performance', 0.5, 'nothing is known', {}, queued()],
  ])('%s is %d: %s', (factor, value, _, who, ticket) => {
    expect(one(who, ticket).factors[factor]).toBe(value);
  });

  it('rest is measured by the candidate who has had nothing for longest', () => {
    const agents = [
      agent('a', { lastAssignedAt: at(-40) }),
      agent('b', { lastAssignedAt: at(-10) }),
      agent('c', { lastAssignedAt: at(-400), presence: 'offline' }),
      agent('d', { lastAssignedAt: at(5) }), // a clock that is ahead
      agent('e'),
    ];
    expect(all(agents).map(({ factors }) => factors.rest)).toEqual([1, 0.25, 1, 0, 1]);
  });

  it('is between 0 and 1 in every factor and in all', () => {
    fc.assert(
      fc.property(
        fc.record({
          load: fc.nat(20),
          capacity: fc.nat(10),
          seniority: fc.nat(3),
          lastAssignedAt: fc.integer({ min: -1000, max: 10 }).map(at),
          skills: fc.dictionary(fc.constantFrom('english', 'returns'), fc.integer({ min: 1, max: 5 })),
        }),
        fc.record(
          Object.fromEntries(FACTORS.map((factor) => [factor, fc.nat(9)])) as Record<Factor, fc.Arbitrary<number>>,
        ),
        (who, weights) => {
          const { score, factors } = one(who, both, { policy: withRouting({ weights }) });
          for (const value of [score, ...Object.values(factors)]) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });

  it('is the weighted mean of the factors', () => {
    const none = Object.fromEntries(FACTORS.map((factor) => [factor, 0])) as Record<Factor, number>;
    const score = (weights: Partial<Record<Factor, number>>) =>
      one({ load: 6, languages: ['en'] }, queued(), { policy: withRouting({ weights: { ...none, ...weights } }) })
        .score;
    expect(score({ capacity: 5 })).toBe(0.25);
    expect(score({ capacity: 1, language: 1 })).toBe(0.125);
    expect(score({ capacity: 1, skill: 2 })).toBe(0.75);
    expect(score({})).toBe(0);
  });
});

describe('who comes first', () => {
  const order = (strategy: Strategy, agents: readonly Agent[], ticket = queued(), over: Partial<Circumstances> = {}) =>
    ranked(ticket, strategy, all(agents, ticket, over)).map(({ agent: { id } }) => id.slice(4));

  const desk = [
    agent('a', { load: 3, open: 2, lastAssignedAt: at(-5), languages: ['zh'] }),
    agent('b', { load: 4, capacity: 16, open: 4, lastAssignedAt: at(-20), languages: ['en'] }),
    agent('c', { load: 2, open: 3, lastAssignedAt: at(-10), languages: ['en'] }),
    agent('gone', { presence: 'offline' }),
  ];

  it.each<[Strategy, string]>([
    ['bestMatch', 'a c b'],
    ['pool', 'a c b'],
    ['leastLoaded', 'c b a'],
    ['roundRobin', 'b c a'],
    ['sticky', 'b a c'],
  ])('%s: %s', (strategy, expected) => {
    // For the best match the language alone counts, and then who has least open.
    const weights = { ...policy.routing.weights, capacity: 0, rest: 0, continuity: 0 };
    expect(order(strategy, desk, queued({ served: ['agt_b'] }), { policy: withRouting({ weights }) })).toEqual(
      expected.split(' '),
    );
  });

  it('sticky is the best match when the last one is not there', () => {
    const ticket = queued({ served: ['agt_gone'] });
    expect(order('sticky', desk, ticket)).toEqual(order('bestMatch', desk, ticket));
    expect(order('sticky', desk)).toEqual(order('bestMatch', desk));
  });

  it('of equals who has least open, then who never had one, then who waits longest, then by id', () => {
    const equals = [
      agent('e'),
      agent('d'),
      agent('c', { lastAssignedAt: at(-20) }),
      agent('b', { lastAssignedAt: at(-10) }),
      agent('a', { open: 1 }),
    ];
    const weights = { ...policy.routing.weights, rest: 0 };
    expect(order('bestMatch', equals, queued(), { policy: withRouting({ weights }) })).toEqual([
      'd',
      'e',
      'c',
      'b',
      'a',
    ]);
    expect(order('leastLoaded', equals)).toEqual(['d', 'e', 'c', 'b', 'a']);
  });

  it('what was learned decides between equals', () => {
    const performance = new Map([['agt_b', 0.9]] as const);
    expect(order('bestMatch', [agent('a'), agent('b')], queued(), { performance })).toEqual(['b', 'a']);
  });

  it('does not depend on the order in which the team is read (any desk, every strategy)', () => {
    const somebody = fc.record({
      number: fc.nat(30),
      load: fc.nat(8),
      open: fc.nat(3),
      presence: fc.constantFrom('online' as const, 'offline' as const),
      lastAssignedAt: fc.constantFrom(at(-1), at(-2), undefined),
    });
    const people = fc.uniqueArray(somebody, { selector: ({ number }) => number, maxLength: 12 }).chain((list) => {
      const agents = list.map(({ number, ...rest }) => agent(String(number), rest));
      return fc.tuple(fc.constant(agents), shuffled(agents));
    });
    fc.assert(
      fc.property(people, fc.constantFrom(...STRATEGIES), ([agents, others], strategy) => {
        const ticket = queued({ served: ['agt_7', 'agt_3'] });
        expect(order(strategy, others, ticket)).toEqual(order(strategy, agents, ticket));
      }),
    );
  });
});
