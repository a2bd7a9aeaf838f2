import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../simulation/figures.ts';
import type { Run } from '../../simulation/replay.ts';
import { runOf, type Variant, variantsOf } from '../../simulation/variants.ts';
import { smallDesk } from './small-desk.ts';

const BEST: Variant = { name: 'bestMatch', learning: true };

/** Twice as many tickets as the desk is made for: everybody is full for hours. */
const crowded = () => smallDesk({ arrivals: 26 });

const ended = ({ jobs, workers }: Run) => ({
  arrived: jobs.length,
  waiting: jobs.filter(({ queuedAt }) => queuedAt !== undefined).length,
  held: workers.reduce((sum, { inHand, aside }) => sum + inHand.length + aside.length, 0),
  closed: jobs.filter(({ closed }) => closed).length,
});

describe('a replay', () => {
  it('gives the same figures for the same seed, and others for another', () => {
    const figures = (seed: number) => figuresOf(runOf(smallDesk({ seed }), BEST));
    expect(figures(1)).toEqual(figures(1));
    expect(figures(2)).not.toEqual(figures(1));
  });

  it.each(variantsOf('all', undefined))(
    'loses no ticket and overfills nobody with $name, learning $learning',
    (variant) => {
      const scenario = crowded();
      const run = runOf(scenario, variant);
      const { arrived, waiting, held, closed } = ended(run);
      expect(arrived).toBe(scenario.arrivals.length);
      expect(closed + waiting + held).toBe(arrived);
      expect(closed).toBeGreaterThan(arrived * 0.8);
      for (const { agent, totals, inHand, aside } of run.workers) {
        expect(totals.mostUnits).toBeLessThanOrEqual(agent.capacity);
        expect(agent.load).toBe(inHand.reduce((sum, { units }) => sum + units, 0));
        expect(agent.open).toBe(inHand.length + aside.length);
        expect(agent.paused).toBe(aside.length);
      }
      // It was crowded: the limit has been reached, or this test would show nothing.
      expect(run.workers.some(({ agent, totals }) => totals.mostUnits === agent.capacity)).toBe(true);
    },
  );

  it('holds what has not ended when it is cut off', () => {
    const scenario = smallDesk();
    const last = scenario.arrivals.at(-1)!;
    const run = runOf({ ...scenario, end: last.at }, BEST);
    const { arrived, waiting, held, closed } = ended(run);
    expect(arrived).toBe(scenario.arrivals.length);
    expect(waiting + held).toBeGreaterThan(0);
    expect(closed + waiting + held).toBe(arrived);
  });

  it('has fewer misroutes when everybody knows more', () => {
    const misrouted = (levels: number) => figuresOf(runOf(smallDesk({ levels }), BEST)).misrouted;
    expect(misrouted(1)).toBeLessThan(misrouted(0));
    expect(misrouted(2)).toBeLessThan(misrouted(1));
  });

  it('knows a misroute as one whoever hands out the tickets', () => {
    const scenario = smallDesk();
    const [arrival] = scenario.arrivals;
    const outcomes = scenario.agents.map((agent) => ({
      below: (agent.skills[arrival!.skill] ?? 0) < arrival!.level,
      ...scenario.outcomeOf(arrival!, agent, false),
    }));
    expect(outcomes.map(({ misrouted }) => misrouted)).toEqual(outcomes.map(({ below }) => below));
    expect(outcomes.filter(({ handsBack }) => handsBack).every(({ misrouted }) => misrouted)).toBe(true);
  });

  it('assigns nothing to who is not at work', () => {
    const scenario = smallDesk();
    const nobody = runOf({ ...scenario, presences: [] }, BEST);
    expect(ended(nobody)).toMatchObject({ waiting: scenario.arrivals.length, closed: 0 });
    expect(figuresOf(nobody).attained.all.firstResponse).toBe(0);
  });
});
