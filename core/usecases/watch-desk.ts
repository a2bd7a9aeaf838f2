/**
 * Looks after the desk once a minute: how loaded each queue is, what those on leave still hold, who has just come to their shift.
 * Database operations: one query for the teams and one per team; one count and one read per queue, one query and one batch more
 * where tickets wait; one write per queue. Beside that only what there is to do: a change per ticket of somebody on leave, and
 * those of pull-work.ts per agent whose shift has begun while something waits.
 */
import type { Policy } from '../domain/policy.ts';
import type { Agent } from '../domain/routing/agent.ts';
import { dutyOf } from '../domain/routing/duty.ts';
import type { Colour } from '../domain/routing/routing-policy.ts';
import type { AgentId } from '../domain/ticket.ts';
import { addMinutes, type Instant } from '../domain/time.ts';
import type { Insight, QueueState, Roster } from '../ports.ts';
import type { AdvancePorts } from './advance-ticket.ts';
import { loadsOfQueues, stateOf } from './load-of-queues.ts';
import { pullWork } from './pull-work.ts';
import { takeFromAbsent } from './take-from-absent.ts';

export interface WatchPorts extends AdvancePorts {
  readonly insight: Pick<Insight, 'tallies' | 'queueState' | 'putQueueState'>;
}

export interface Watched {
  /** Queues that are red now. */
  readonly red: readonly string[];
  readonly changed: readonly { readonly queue: string; readonly from: Colour; readonly to: Colour }[];
  /** Tickets that went back to the queue because their agent is on leave. */
  readonly takenBack: number;
  /** Agents whose shift or return from leave fell into the time since the last look. */
  readonly arrived: readonly AgentId[];
  /** Tickets that went to them. */
  readonly given: number;
}

const LONGEST_GAP_MINUTES = 15; // who came before that has been found by a ticket's own timer
const AT_ONCE = 5; // agents of a shift: they take from the same queues, and more would only collide

export const watchDesk = async (
  ports: WatchPorts,
  { correlation }: { readonly correlation: string },
): Promise<Watched> => {
  const policy = await ports.policies.active();
  const [rosters, states] = await Promise.all([rostersOf(ports), statesOf(ports, policy)]);
  const now = ports.time.now();
  const loads = await loadsOfQueues(ports, rosters, policy, now);
  const takenBack = await takeFromAbsent(ports, { rosters, policy, now, correlation });
  const waits = (team: string): boolean =>
    policy.queues.some(({ name, teams }) => teams.includes(team) && (loads.get(name)?.backlog ?? 0) > 0);
  const arrived = arrivals(rosters, lastLook(states, now), now, policy);
  let given = 0;
  await eachOf(
    arrived.filter((agent) => agent.paused > 0 || waits(agent.team)),
    async ({ id, team }) => {
      given += await pullWork(ports, { agent: id, team, correlation });
    },
  );
  // Last: a look that breaks off is made up for by the next, which sees the same arrivals.
  const after = policy.queues.flatMap(({ name }) => {
    const load = loads.get(name);
    return load ? [stateOf(name, load, states.get(name), now, policy)] : [];
  });
  await Promise.all(after.map((state) => ports.insight.putQueueState(state)));
  return { ...colours(states, after), takenBack, arrived: arrived.map(({ id }) => id), given };
};

const rostersOf = async ({ directory }: WatchPorts): Promise<readonly (Roster & { readonly name: string })[]> => {
  const names = await directory.teams();
  return Promise.all(names.map(async (name) => ({ name, ...(await directory.team(name)) })));
};

type States = ReadonlyMap<string, QueueState>;

const statesOf = async ({ insight }: WatchPorts, policy: Policy): Promise<States> => {
  const states = await Promise.all(policy.queues.map(({ name }) => insight.queueState(name)));
  return new Map(states.flatMap((state): [string, QueueState][] => (state ? [[state.queue, state]] : [])));
};

const lastLook = (states: States, now: Instant): Instant => {
  const looks = [...states.values()].map(({ at }) => at);
  if (looks.length === 0) return addMinutes(now, -1);
  return [...looks, addMinutes(now, -LONGEST_GAP_MINUTES)].toSorted().at(-1) as Instant;
};

const OFF: ReadonlySet<string | undefined> = new Set(['offShift', 'onLeave']);

/** Those who are there now, and by their roster were not at the last look: nothing else announces them. */
const arrivals = (rosters: readonly Roster[], before: Instant, now: Instant, { routing }: Policy): readonly Agent[] =>
  rosters.flatMap(({ team, agents }) =>
    agents.filter(
      (agent) => !dutyOf(agent, team, now, routing).absence && OFF.has(dutyOf(agent, team, before, routing).absence),
    ),
  );

/** A few at a time, in order. */
const eachOf = async <T>(list: readonly T[], act: (item: T) => Promise<void>): Promise<void> => {
  const left = list.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const item of left) await act(item);
    }),
  );
};

const colours = (before: States, after: readonly QueueState[]): Pick<Watched, 'red' | 'changed'> => ({
  red: after.flatMap(({ queue, colour }) => (colour === 'red' ? [queue] : [])),
  changed: after.flatMap(({ queue, colour }) => {
    const from = before.get(queue)?.colour ?? 'green';
    return from === colour ? [] : [{ queue, from, to: colour }];
  }),
});
