/** Nobody starves: whoever is as skilled as the others gets work, whatever was learned of them, at a quiet desk as at a busy one. */
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../core/domain/policy.ts';
import type { Agent } from '../../../core/domain/routing/agent.ts';
import { assess, ranked } from '../../../core/domain/routing/assessment.ts';
import { estimatesOf, performanceFor, type Tally } from '../../../core/domain/routing/learning.ts';
import { toMs } from '../../../core/domain/time.ts';
import type { AgentId, TicketId } from '../../../core/domain/vocabulary.ts';
import { agent, at, circumstances, policy, queued, withRouting } from './desk.ts';

const SEED = 20261122;
const TICKETS = 3000;

/** mulberry32 */
const randomFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Minutes a ticket takes them, and the share that is solved at once. */
const WORK: Readonly<Record<AgentId, readonly [number, number]>> = {
  agt_best: [5, 0.98],
  agt_good: [8, 0.9],
  agt_fair: [15, 0.8],
  agt_slow: [25, 0.6],
  agt_slowest: [60, 0.2],
};
const IDS = Object.keys(WORK) as AgentId[];

/** How many tickets each of them got; one comes every `gap` minutes on average. */
const run = (gap: number, rules: Policy): ReadonlyMap<AgentId, number> => {
  const random = randomFrom(SEED);
  const agents = new Map<AgentId, Agent>(IDS.map((id) => [id, agent(id.slice(4))]));
  const tallies = new Map<AgentId, Tally>();
  const got = new Map<AgentId, number>(IDS.map((id) => [id, 0]));
  let inHand: { readonly id: AgentId; readonly minutes: number; readonly until: number }[] = [];
  const change = (id: AgentId, by: (before: Agent) => Partial<Agent>) => {
    const before = agents.get(id) as Agent;
    agents.set(id, { ...before, ...by(before) });
  };
  let minute = 0;
  for (let number = 0; number < TICKETS; number += 1) {
    minute += -Math.log(1 - random()) * gap;
    for (const { id, minutes } of inHand.filter(({ until }) => until <= minute)) {
      change(id, ({ load, open }) => ({ load: load - 1, open: open - 1 }));
      const { closed, ...sums } = tallies.get(id) ?? { closed: 0, minutes: 0, squares: 0, firstContact: 0 };
      tallies.set(id, {
        closed: closed + 1,
        minutes: sums.minutes + minutes,
        squares: sums.squares + minutes ** 2,
        firstContact: sums.firstContact + (random() < WORK[id]![1] ? 1 : 0),
      });
    }
    inHand = inHand.filter(({ until }) => until > minute);
    const ticket = queued({ id: `tkt_${SEED + number}` as TicketId, openedAt: at(minute) });
    const performance = performanceFor(ticket.id, estimatesOf(tallies), IDS, rules.routing.exploration);
    const now = at(minute);
    const assessed = assess(
      ticket,
      ticket.route,
      [...agents.values()],
      circumstances({ now, policy: rules, performance }),
    );
    const [chosen] = ranked(ticket, 'bestMatch', assessed);
    if (!chosen) continue;
    const { id } = chosen.agent;
    got.set(id, (got.get(id) ?? 0) + 1);
    change(id, ({ load, open, recent }) => ({
      load: load + 1,
      open: open + 1,
      lastAssignedAt: now,
      recent: [...recent, now].filter((each) => toMs(now) - toMs(each) < 600_000),
    }));
    const minutes = WORK[id]![0] * (0.5 + random());
    inHand.push({ id, minutes, until: minute + minutes });
  }
  return got;
};

const leastShare = (got: ReadonlyMap<AgentId, number>): number => {
  const total = [...got.values()].reduce((sum, count) => sum + count, 0);
  return (Math.min(...got.values()) * IDS.length) / total;
};

const { weights } = policy.routing;

describe(`over ${TICKETS} tickets (seed ${SEED})`, () => {
  it.each([
    ['one a minute', 1],
    ['one every ten minutes', 10],
    ['one every two hours', 120],
    ['one a day', 1440],
  ])('%s, everybody gets more than a quarter of a fair share', (_, gap) => {
    expect(leastShare(run(gap, policy))).toBeGreaterThan(0.25);
  });

  it('even when performance weighs as much as the policy lets it', () => {
    const rules = withRouting({ weights: { ...weights, performance: 3, rest: 3 }, exploration: 0 });
    for (const gap of [1, 30, 1440]) expect(leastShare(run(gap, rules))).toBeGreaterThan(0.25);
  });

  it('the better ones get more all the same', () => {
    const rules = withRouting({ weights: { ...weights, performance: 3, rest: 3 } });
    const got = run(30, rules);
    expect(got.get('agt_best')).toBeGreaterThan(1.2 * (got.get('agt_slowest') as number));
  });

  it('without rest the slowest would starve, which is why the policy may not be written so', () => {
    const rules = withRouting({ weights: { ...weights, performance: 3, rest: 0 }, exploration: 0 });
    expect(leastShare(run(120, rules))).toBeLessThan(0.05);
  });
});
