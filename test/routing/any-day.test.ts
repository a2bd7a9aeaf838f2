/**
 * Whatever happens at a desk of 20 agents and up to 200 tickets, in whatever order, with use cases that overlap and die between
 * their reads and their commit. The same days each time; others, and more of them, with
 * `ROUTING_SEED=$RANDOM ROUTING_DAYS=40 npx vitest run test/routing/any-day.test.ts`.
 */

import { expect, it } from 'vitest';
import type { Policy } from '../../core/domain/policy.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import fc from '../support/properties.ts';
import { actorOf, DEFAULT_POLICY, openRoutingDesk, wrongLoads } from './support/desk.ts';
import { openInterleaving } from './support/interleaving.ts';
import { type Moment, moment, ownerOf, type Stage, take } from './support/steps.ts';
import { watchOver } from './support/watch.ts';

const DAYS = Number(process.env.ROUTING_DAYS ?? 3);
const SEED = Number(process.env.ROUTING_SEED ?? 4);
const MOMENTS = 600;
const TICKETS = 200;

/** Two teams serve all queues, one of which is a pool; a tight limit on how much anybody is handed at once; P0 often fits where a P2 was. */
const POLICY: Policy = {
  ...DEFAULT_POLICY,
  version: 'any-day',
  queues: DEFAULT_POLICY.queues.map((queue, at) => ({
    ...queue,
    teams: at % 2 ? ['aftersales', 'logistics'] : ['logistics', 'aftersales'],
    strategy: (['bestMatch', 'leastLoaded', 'roundRobin', 'sticky', 'pool'] as const)[at % 5]!,
  })),
  routing: {
    ...DEFAULT_POLICY.routing,
    units: { P0: 2, P1: 2, P2: 2, P3: 1 },
    window: { assignments: 5, minutes: 10 },
  },
};

const openStage = async (): Promise<Stage> => {
  const desk = await openRoutingDesk(POLICY);
  const agents: AgentId[] = [];
  for (let n = 1; n <= 20; n += 1) {
    const roles = n % 10 === 0 ? (['agent', 'supervisor'] as const) : (['agent'] as const);
    const team = n <= 12 ? 'logistics' : 'aftersales';
    const skills: Record<string, number> = n % 3 === 0 ? { 'vip-care': 3 } : {};
    agents.push((await desk.agent(`a${n}`, { team, roles: [...roles], capacity: 4 + (n % 3), skills })).id);
  }
  const watch = watchOver(desk);
  return { desk, watch, overlap: openInterleaving(desk.stores), agents, mostTickets: TICKETS };
};

const wrong = ({ desk, watch }: Stage): string[] => [
  ...watch.faults,
  ...wrongLoads([...watch.heads.values()], desk.agents()),
];

/** Everybody is there and does what is theirs, until nothing waits that anybody may get. */
const finish = async (stage: Stage): Promise<void> => {
  const { desk, watch, overlap, agents } = stage;
  while (!overlap.isQuiet()) await overlap.release(0, false);
  for (const id of agents) {
    const { presence: _, seenAt: __, ...profile } = (await desk.ports.directory.agent(id))!;
    await desk.ports.directory.put({ ...profile, capacity: 8, leave: [], presence: 'online' });
  }
  const of = (...phases: Ticket['phase'][]) =>
    [...watch.heads.values()].filter((ticket) => phases.includes(ticket.phase));
  for (let round = 1; round <= 40 && of('queued').some((ticket) => !isOffered(ticket)); round += 1) {
    for (const ticket of of('paused', 'onHold')) await desk.give(ticket.id, { type: 'resume' }, ownerOf(ticket));
    for (const ticket of of('handling'))
      await desk.give(ticket.id, { type: 'resolve', code: 'done', text: '好了' }, actorOf(ownerOf(ticket).id, 'agent'));
    desk.wait(2 * 60_000);
    for (const ticket of of('queued')) await desk.advance(ticket.id);
  }
};

/** Nobody may get it, and the supervisors were told so. */
const isOffered = (ticket: Ticket): boolean => ticket.phase === 'queued' && ticket.dispatchFailedAt !== undefined;

const live = async (moments: readonly Moment[], seen: Record<string, number>): Promise<void> => {
  const stage = await openStage();
  try {
    for (const [at, next] of moments.entries()) {
      await take(stage, next);
      if (at % 10 === 0) expect(wrong(stage)).toEqual([]);
    }
    await finish(stage);
    expect(wrong(stage)).toEqual([]);
    const { desk, watch } = stage;
    const stored = desk.tickets();
    expect(wrongLoads(stored, desk.agents())).toEqual([]);
    expect(new Map(stored.map((ticket) => [ticket.id, ticket]))).toEqual(watch.heads);
    expect(stored.filter((ticket) => ticket.phase === 'queued' && !isOffered(ticket)).map(({ id }) => id)).toEqual([]);
    for (const [what, count] of Object.entries({ tickets: stored.length, ...watch.seen }))
      seen[what] = (seen[what] ?? 0) + count;
  } finally {
    stage.desk.close();
  }
};

it('keeps every load, every limit and every ticket, whatever happens in whatever order', async () => {
  const seen: Record<string, number> = {};
  console.log(`seed ${SEED}`);
  await fc.assert(
    fc.asyncProperty(fc.array(moment, { minLength: MOMENTS, maxLength: MOMENTS }), (moments) => live(moments, seen)),
    { numRuns: DAYS, seed: SEED, endOnFailure: true },
  );
  console.log(JSON.stringify(seen));
  if (DAYS >= 3)
    // a single day may lack one of them
    for (const what of ['assigned', 'pulled', 'claimed', 'paused', 'resumed']) expect(seen[what]).toBeGreaterThan(0);
}, 600_000);
