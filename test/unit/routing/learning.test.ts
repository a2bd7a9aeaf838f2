import { describe, expect, it } from 'vitest';
import { type Estimate, estimatesOf, performanceFor, type Tally } from '../../../core/domain/routing/learning.ts';
import type { AgentId } from '../../../core/domain/vocabulary.ts';
import fc from '../../support/properties.ts';

/** So many tickets of so many minutes each, a little more or less. */
const tally = (closed: number, minutes: number, share: number, spread = minutes / 4): Tally => ({
  closed,
  minutes: closed * minutes,
  squares: closed * (minutes ** 2 + spread ** 2),
  firstContact: Math.round(closed * share),
});

const tallies = (of: Readonly<Record<string, Tally>>): ReadonlyMap<AgentId, Tally> =>
  new Map(Object.entries(of).map(([id, each]) => [`agt_${id}`, each]));

const estimate = (of: Readonly<Record<string, Tally>>, id: string): Estimate =>
  estimatesOf(tallies(of)).get(`agt_${id}`) as Estimate;

/** Two who have closed many, half of them fast, half of them slow: a mean of 20 minutes and 0.7. */
const TEAM = { fast: tally(500, 10, 0.9), slow: tally(500, 30, 0.5) };

describe('what is thought of an agent', () => {
  it('who closed many is their own mean', () => {
    const { minutes, firstContact } = estimate(TEAM, 'fast');
    expect(Math.abs(minutes - 10)).toBeLessThan(0.5);
    expect(Math.abs(firstContact - 0.9)).toBeLessThan(0.01);
  });

  it('who closed one is near the mean of the team, drawn a little to their own', () => {
    const { minutes, firstContact } = estimate({ ...TEAM, new: tally(1, 100, 0) }, 'new');
    expect(minutes).toBeGreaterThan(20);
    expect(minutes).toBeLessThan(40);
    expect(firstContact).toBeGreaterThan(0.5);
    expect(firstContact).toBeLessThan(0.7);
  });

  it('goes from the mean of the team to their own as they close more', () => {
    const seen = [1, 5, 20, 100, 500].map(
      (closed) => estimate({ ...TEAM, new: tally(closed, 10, 0.9) }, 'new').minutes,
    );
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
    expect((seen[0] as number) - (seen[4] as number)).toBeGreaterThan(5);
  });

  it('who closed nothing is the mean of the team', () => {
    expect(estimate({ ...TEAM, new: tally(0, 0, 0) }, 'new')).toMatchObject({ minutes: 20, firstContact: 0.7 });
  });

  it('of a team without differences is what the team is', () => {
    const same = estimatesOf(tallies({ a: tally(10, 15, 0.8), b: tally(400, 15, 0.8) }));
    for (const { minutes, firstContact } of same.values()) {
      expect(minutes).toBeCloseTo(15, 6);
      expect(firstContact).toBeCloseTo(0.8, 6);
    }
  });

  it('is better for who is faster and for whose answers hold', () => {
    const better = (a: Tally, b: Tally) => {
      const both = { a, b, ...TEAM };
      return estimate(both, 'a').performance > estimate(both, 'b').performance;
    };
    expect(better(tally(50, 12, 0.7), tally(50, 24, 0.7))).toBe(true);
    expect(better(tally(50, 20, 0.9), tally(50, 20, 0.6))).toBe(true);
  });

  it('is nothing while nobody has closed anything', () => {
    expect(estimatesOf(new Map()).size).toBe(0);
    expect(estimatesOf(tallies({ a: tally(0, 0, 0) })).size).toBe(0);
  });

  it('is between 0 and 1 and between the best and the worst of the team, whatever was closed', () => {
    const ticketsOf = fc.array(fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.boolean()), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(ticketsOf, { minLength: 1, maxLength: 8 }), (team) => {
        const of = team.map(
          (list): Tally => ({
            closed: list.length,
            minutes: list.reduce((sum, [minutes]) => sum + minutes, 0),
            squares: list.reduce((sum, [minutes]) => sum + minutes ** 2, 0),
            firstContact: list.filter(([, held]) => held).length,
          }),
        );
        const all = estimatesOf(tallies(Object.fromEntries(of.map((each, index) => [index, each]))));
        const means = of.filter(({ closed }) => closed > 0).map(({ minutes, closed }) => minutes / closed);
        for (const { performance, firstContact, minutes } of all.values()) {
          expect(performance).toBeGreaterThanOrEqual(0);
          expect(performance).toBeLessThanOrEqual(1);
          expect(firstContact).toBeGreaterThanOrEqual(0);
          expect(firstContact).toBeLessThanOrEqual(1);
          expect(minutes).toBeGreaterThanOrEqual(Math.min(...means) - 1e-6);
          expect(minutes).toBeLessThanOrEqual(Math.max(...means) + 1e-6);
        }
      }),
    );
  });
});

describe('the performance that counts for a ticket', () => {
  const estimates = estimatesOf(tallies(TEAM));
  const agents: readonly AgentId[] = ['agt_fast', 'agt_slow', 'agt_new'];
  const learned = performanceFor('tkt_1', estimates, agents, 0);
  const ids = Array.from({ length: 10_000 }, (_, index) => `tkt_01KB${String(index).padStart(6, '0')}`);

  it('is what was learned, and for who is unknown the mean of the others', () => {
    const [fast, slow, fresh] = agents.map((id) => learned.get(id) as number) as [number, number, number];
    expect(fast).toBeGreaterThan(slow);
    expect(fresh).toBeCloseTo((fast + slow) / 2, 10);
  });

  it('is the same for all while nothing was learned', () => {
    expect([...performanceFor('tkt_1', new Map(), agents, 0).values()]).toEqual([0.5, 0.5, 0.5]);
  });

  it.each([0, 0.05, 0.2, 0.5])('is left to chance for a share of %d of the tickets', (share) => {
    const explored = ids.filter(
      (id) => performanceFor(id, estimates, agents, share).get('agt_fast') !== learned.get('agt_fast'),
    );
    // Four standard deviations of so many draws.
    const slack = 4 * Math.sqrt(share * (1 - share) * ids.length);
    expect(Math.abs(explored.length - share * ids.length)).toBeLessThanOrEqual(slack);
  });

  it('prefers everybody equally often when it is left to chance', () => {
    const best = ids.map((id) => [...performanceFor(id, estimates, agents, 1)].toSorted((a, b) => b[1] - a[1])[0]?.[0]);
    for (const each of agents) {
      const share = best.filter((id) => id === each).length / ids.length;
      expect(Math.abs(share - 1 / 3)).toBeLessThan(0.02);
    }
  });

  it('is the same for the same ticket, every time', () => {
    for (const id of ids.slice(0, 100))
      expect([...performanceFor(id, estimates, agents, 0.5)]).toEqual([...performanceFor(id, estimates, agents, 0.5)]);
  });
});
