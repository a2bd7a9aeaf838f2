import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rankOf } from '../../core/domain/routing/urgency.ts';
import { type AgentId, TIERS, type TicketId } from '../../core/domain/vocabulary.ts';
import { isRefused } from '../../core/usecases/refused.ts';
import { actorOf, openRoutingDesk, type RoutingDesk, wrongLoads } from './support/desk.ts';

const AGENTS = 40;
const CAPACITY = 8;
const TICKETS = 500;
const AT_ONCE = 8; // as many as functions run at the same moment

let desk: RoutingDesk;
beforeEach(async () => {
  desk = await openRoutingDesk();
  const skills = { 'vip-care': 2 }; // whoever may take any of them
  for (let n = 1; n <= AGENTS; n += 1) await desk.agent(`a${n}`, { team: 'aftersales', capacity: CAPACITY, skills });
});
afterEach(() => desk.close());

/** Each of them once, so many at a time. */
const inParallel = async <T>(list: readonly T[], work: (each: T) => Promise<unknown>): Promise<void> => {
  const rest = [...list];
  const worker = async (): Promise<void> => {
    for (let each = rest.shift(); each !== undefined; each = rest.shift()) await work(each);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};

const waiting = async (): Promise<TicketId[]> => {
  const ids: TicketId[] = [];
  for (let next: string | undefined; ; ) {
    const page = await desk.ports.tickets.queue('aftersales', next, 100);
    ids.push(...page.items.map(({ id }) => id));
    next = page.next;
    if (next === undefined) return ids;
  }
};

const heldBy = async (id: AgentId): Promise<TicketId[]> =>
  (await desk.ports.tickets.held(id, 50)).map((ticket) => ticket.id);

describe('five hundred tickets at once for forty agents of eight units', () => {
  it('fill every unit and no more; the rest waits in the order of urgency, and is drained in it', async () => {
    const ids = await Promise.all(
      Array.from({ length: TICKETS }, (_, n) => desk.open({ priority: 'P2', tier: TIERS[n % TIERS.length]! })),
    );
    // Whoever loses every race for an agent is busy, and comes again: the workflow tries such a task once more.
    let offers = 0;
    const offer = async (id: TicketId): Promise<unknown> => {
      offers += 1;
      const position = await desk.advance(id);
      if (!isRefused(position)) return position;
      expect(position.refused).toBe('conflicting-changes');
      return offer(id);
    };
    await inParallel(ids, offer);
    console.log(`${offers} offers for ${TICKETS} tickets`);

    expect(desk.agents().map(({ load }) => load)).toEqual(Array(AGENTS).fill(CAPACITY));
    const phases = desk.tickets().map(({ phase }) => phase);
    expect(phases.filter((phase) => phase === 'handling')).toHaveLength(AGENTS * CAPACITY);
    expect(phases.filter((phase) => phase === 'queued')).toHaveLength(TICKETS - AGENTS * CAPACITY);
    expect(wrongLoads(desk.tickets(), desk.agents())).toEqual([]);

    const order = await waiting();
    const byId = new Map(desk.tickets().map((ticket) => [ticket.id, ticket]));
    const ranks = order.map((id) => rankOf(byId.get(id)!, desk.now(), desk.policy));
    expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
    expect(new Set(order.map((id) => byId.get(id)!.customer.tier)).size).toBe(TIERS.length);

    const drained: TicketId[] = [];
    for (let n = 0; drained.length < order.length; n += 1) {
      desk.wait(60_000);
      const agent: AgentId = `agt_a${(n % AGENTS) + 1}`;
      const [done, ...kept] = await heldBy(agent);
      await desk.give(done!, { type: 'resolve', code: 'done', text: '好了' }, actorOf(agent, 'agent'));
      expect(await desk.pull(agent, 'aftersales')).toBe(1);
      drained.push(...(await heldBy(agent)).filter((id) => !kept.includes(id)));
    }
    expect(drained).toEqual(order);
    expect(await waiting()).toEqual([]);
    expect(desk.agents().map(({ load }) => load)).toEqual(Array(AGENTS).fill(CAPACITY));
    expect(wrongLoads(desk.tickets(), desk.agents())).toEqual([]);
  }, 60_000);
});
