/**
 * Looks after the desk once a minute: how loaded each queue is, what those on leave still hold, who has just come to their shift.
 * While the desk is quiet it is every fifth minute: what happens then is seen to by the timers of the tickets themselves. While
 * tickets come and are handed out at once, only what waits is looked at each minute, and the rest every fifth.
 * Database operations: none in a quiet minute, one count per queue while nothing waits. Else one read for all of them more, one query for the teams and
 * one per team, one query and one batch more per queue where tickets wait, and one write per queue that has changed. Beside that
 * only what there is to do: a change per ticket of somebody on leave, and those of pull-work.ts per agent whose shift has begun while
 * something waits.
 */
import type { Policy } from '../domain/policy.ts';
import type { Agent } from '../domain/routing/agent.ts';
import { dutyOf } from '../domain/routing/duty.ts';
import type { Colour } from '../domain/routing/routing-policy.ts';
import { addMinutes, type Instant, MINUTE_MS, toMs } from '../domain/time.ts';
import type { AgentId } from '../domain/vocabulary.ts';
import type { Insight, QueueState, Roster } from '../ports.ts';
import type { AdvancePorts } from './advance-ticket.ts';
import { backlogsOf, isQuiet, isSame, loadsOf, stateOf } from './load-of-queues.ts';
import { pullWork } from './pull-work.ts';
import { takeFromAbsent } from './take-from-absent.ts';

export interface WatchPorts extends AdvancePorts {
  readonly insight: Pick<Insight, 'tallies' | 'queueState' | 'refreshQueueStates' | 'putQueueState'>;
}

export interface Watched {
  /** Queues that are red now. */
  readonly red: readonly string[];
  readonly changed: readonly { readonly queue: string; readonly from: Colour; readonly to: Colour }[];
  /** Tickets that went back to the queue because their agent is on leave. */
  readonly takenBack: number;
  /** Agents whose shift began, or whose leave ended, in the last five minutes. */
  readonly arrived: readonly AgentId[];
  /** Tickets that went to them. */
  readonly given: number;
  /** Nothing waits in any queue, and nothing was handed out lately. */
  readonly quiet: boolean;
  /** Queues where something waits; none: all of them are green, too. */
  readonly waiting: readonly string[];
}

const QUIET_MINUTES = 5;
const AT_ONCE = 5; // agents of a shift: they take from the same queues, and more would only collide
const NOTHING: Watched = { red: [], changed: [], takenBack: 0, arrived: [], given: 0, quiet: true, waiting: [] };

/** `last`: what the last look of this process answered. */
export const watchDesk = async (
  ports: WatchPorts,
  { correlation, last }: { readonly correlation: string; readonly last?: Watched },
): Promise<Watched> => {
  const now = ports.time.now();
  const between = !isFifthMinute(now);
  if (last?.quiet && between) return NOTHING;
  const policy = await ports.policies.active();
  const backlogs = await backlogsOf(ports, policy);
  const nothingWaits = [...backlogs.values()].every((count) => count === 0);
  if (nothingWaits && last?.waiting.length === 0 && between) return { ...NOTHING, quiet: false };
  const [states, rosters] = await Promise.all([statesOf(ports, policy), rostersOf(ports)]);
  const loads = await loadsOf(ports, backlogs, rosters, policy, now);
  const takenBack = await takeFromAbsent(ports, { rosters, policy, now, correlation });
  const waits = (team: string): boolean =>
    policy.queues.some(({ name, teams }) => teams.includes(team) && (backlogs.get(name) ?? 0) > 0);
  const arrived = arrivals(rosters, now, policy);
  let given = 0;
  await eachOf(
    arrived.filter((agent) => agent.paused > 0 || waits(agent.team)),
    async ({ id, team }) => {
      given += await pullWork(ports, { agent: id, team, correlation });
    },
  );
  const after = [...loads].map(([queue, load]) => stateOf(queue, load, states.get(queue), now, policy));
  const news = after.filter((state) => !isSame(state, states.get(state.queue)));
  await Promise.all(news.map((state) => ports.insight.putQueueState(state)));
  const told = { takenBack, arrived: arrived.map(({ id }) => id), given };
  const waiting = after.flatMap(({ queue, backlog, colour }) => (backlog > 0 || colour !== 'green' ? [queue] : []));
  return { ...colours(states, after), ...told, quiet: after.every(isQuiet), waiting };
};

/** By the clock on the wall, on which most shifts begin, and not by the last look. */
export const isFifthMinute = (now: Instant): boolean => Math.floor(toMs(now) / MINUTE_MS) % QUIET_MINUTES === 0;

const rostersOf = async ({ directory }: WatchPorts): Promise<readonly (Roster & { readonly name: string })[]> => {
  const names = await directory.teams();
  return Promise.all(names.map(async (name) => ({ name, ...(await directory.team(name)) })));
};

type States = ReadonlyMap<string, QueueState>;

const statesOf = async ({ insight }: WatchPorts, policy: Policy): Promise<States> => {
  const states = await Promise.all(policy.queues.map(({ name }) => insight.queueState(name)));
  return new Map(states.flatMap((state): [string, QueueState][] => (state ? [[state.queue, state]] : [])));
};

const OFF: ReadonlySet<string | undefined> = new Set(['offShift', 'onLeave']);

/**
 * Those who are there now, and by their roster were not a little while ago: nothing else announces them. They are found by
 * several looks in a row, so that one that fails is made up for.
 */
const arrivals = (rosters: readonly Roster[], now: Instant, { routing }: Policy): readonly Agent[] => {
  const before = addMinutes(now, -QUIET_MINUTES);
  return rosters.flatMap(({ team, agents }) =>
    agents.filter(
      (agent) => !dutyOf(agent, team, now, routing).absence && OFF.has(dutyOf(agent, team, before, routing).absence),
    ),
  );
};

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
