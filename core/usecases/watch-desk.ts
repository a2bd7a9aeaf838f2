/**
 * Looks after the desk once a minute: how loaded each queue is, what those on leave still hold, who has just come to their shift.
 * While something waits it is each minute, and while nothing does every fifth: what happens then is seen to by the timers of the
 * tickets themselves. Teams that serve no queue where something waits are looked at every fifth minute, too.
 * Database operations: none in a minute between while nothing waits. Else one query per queue (one more per megabyte of it) and one
 * read of the policy; while something waits one query per team that serves such a queue, and one batch for tickets that have come; one
 * write when something of a queue has changed. Every fifth minute one query for the names of the teams, one per team, and one read of what
 * was written. Beside that only what there is to do: a change per ticket of somebody on leave, and those of pull-work.ts per agent whose
 * shift has begun while something waits.
 */
import type { Policy } from '../domain/policy.ts';
import type { Agent } from '../domain/routing/agent.ts';
import { dutyOf } from '../domain/routing/duty.ts';
import type { Colour } from '../domain/routing/routing-policy.ts';
import { addMinutes, type Instant } from '../domain/time.ts';
import type { AgentId } from '../domain/vocabulary.ts';
import type { AlarmReads, Waiting } from '../ports-alarms.ts';
import type { Roster } from '../ports-directory.ts';
import type { Insight, QueueState } from '../ports-insight.ts';
import type { AdvancePorts } from './advance-ticket.ts';
import { isSame, statesOf } from './load-of-queues.ts';
import { isFirstOf, recent } from './looks.ts';
import { pullWork } from './pull-work.ts';
import { type Queued, queuedSince } from './queued-since.ts';
import { takeFromAbsent } from './take-from-absent.ts';

export interface WatchPorts extends AdvancePorts {
  readonly insight: Pick<Insight, 'tallies' | 'queueState' | 'refreshQueueStates' | 'putQueueStates'>;
  readonly lists: Pick<AlarmReads, 'waitingIn'>;
}

export interface Watched {
  readonly at: Instant;
  /** Of all queues. */
  readonly states: readonly QueueState[];
  /** By queue; those where nothing waits are left out. */
  readonly waiting: ReadonlyMap<string, readonly Waiting[]>;
  readonly queued: Queued;
  /** Queues that are red now. */
  readonly red: readonly string[];
  readonly changed: readonly { readonly queue: string; readonly from: Colour; readonly to: Colour }[];
  /** Tickets that went back to the queue because their agent is on leave. */
  readonly takenBack: number;
  /** Agents whose shift has begun, or whose leave has ended, lately. */
  readonly arrived: readonly AgentId[];
  /** Tickets that went to them. */
  readonly given: number;
}

/** So often while nothing waits, and the teams that have nothing to do with what does. Most shifts begin by it. */
const QUIET_MINUTES = 5;
const AT_ONCE = 5; // agents of a shift: they take from the same queues, and more would only collide
const NOTHING_DONE = { changed: [], takenBack: 0, arrived: [], given: 0 } as const;

/** `last`: what the last look of this process answered. */
export const watchDesk = async (
  ports: WatchPorts,
  { correlation, last: given }: { readonly correlation: string; readonly last?: Watched },
): Promise<Watched> => {
  const now = ports.time.now();
  const last = recent(given, now);
  const nothingWaits = last?.waiting.size === 0 && last.takenBack === 0;
  if (nothingWaits && !isFirstOf(QUIET_MINUTES, last.at, now)) return { ...last, ...NOTHING_DONE, at: now };
  const policy = await ports.policies.active();
  const everyTeam = !last || isFirstOf(QUIET_MINUTES, last.at, now);
  const [waiting, before] = await Promise.all([
    waitingOf(ports, policy),
    everyTeam ? writtenStates(ports, policy) : last.states,
  ]);
  const serving = new Set(policy.queues.flatMap(({ name, teams }) => (waiting.has(name) ? teams : [])));
  const [rosters, queued] = await Promise.all([
    rostersOf(ports, everyTeam ? await ports.directory.teams() : [...serving]),
    queuedSince(ports, waiting, last?.queued),
  ]);
  const takenBack = await takeFromAbsent(ports, { rosters, policy, now, correlation });
  const arrived = arrivals(rosters, now, policy);
  const taken = await givenTo(
    ports,
    arrived.filter(({ paused, team }) => paused > 0 || serving.has(team)),
    correlation,
  );
  const known = new Map(before.map((state) => [state.queue, state]));
  const states = statesOf({ waiting, queued, before: known, rosters, policy, now });
  if (!states.every((state) => isSame(state, known.get(state.queue)))) await ports.insight.putQueueStates(states);
  const told = { takenBack, arrived: arrived.map(({ id }) => id), given: taken };
  return { at: now, states, waiting, queued, ...colours(known, states), ...told };
};

const waitingOf = async ({ lists }: WatchPorts, { queues }: Policy): Promise<Watched['waiting']> => {
  const found = await Promise.all(queues.map(async ({ name }) => [name, await lists.waitingIn(name)] as const));
  return new Map(found.filter(([, tickets]) => tickets.length > 0));
};

const writtenStates = async ({ insight }: WatchPorts, { queues }: Policy): Promise<readonly QueueState[]> =>
  (await Promise.all(queues.map(({ name }) => insight.queueState(name)))).flatMap((state) => state ?? []);

const rostersOf = (
  { directory }: WatchPorts,
  names: readonly string[],
): Promise<readonly (Roster & { readonly name: string })[]> =>
  Promise.all(names.map(async (name) => ({ name, ...(await directory.team(name)) })));

const OFF: ReadonlySet<string | undefined> = new Set(['offShift', 'onLeave']);

/**
 * Those who are there now, and by their roster were not a little while ago: nothing else announces them. They are found by
 * several looks in a row while something waits, so that one that fails is made up for.
 */
const arrivals = (rosters: readonly Roster[], now: Instant, { routing }: Policy): readonly Agent[] => {
  const before = addMinutes(now, -QUIET_MINUTES);
  return rosters.flatMap(({ team, agents }) =>
    agents.filter(
      (agent) => !dutyOf(agent, team, now, routing).absence && OFF.has(dutyOf(agent, team, before, routing).absence),
    ),
  );
};

/** How many tickets. A few agents at a time, in order. */
const givenTo = async (ports: WatchPorts, agents: readonly Agent[], correlation: string): Promise<number> => {
  let sum = 0;
  const left = agents.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const { id, team } of left) {
        const given = await pullWork(ports, { agent: id, team, correlation });
        sum += given;
      }
    }),
  );
  return sum;
};

const colours = (
  before: ReadonlyMap<string, QueueState>,
  after: readonly QueueState[],
): Pick<Watched, 'red' | 'changed'> => ({
  red: after.flatMap(({ queue, colour }) => (colour === 'red' ? [queue] : [])),
  changed: after.flatMap(({ queue, colour }) => {
    const from = before.get(queue)?.colour ?? 'green';
    return from === colour ? [] : [{ queue, from, to: colour }];
  }),
});
