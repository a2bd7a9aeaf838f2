/** How much waits in each queue, for how long, and how fast it goes. */
import type { Policy } from '../domain/policy.ts';
import { colourOf, type QueueLoad } from '../domain/routing/overflow.ts';
import { addMinutes, type Instant, MINUTE_MS, msBetween } from '../domain/time.ts';
import type { Waiting } from '../ports-alarms.ts';
import type { Roster } from '../ports-directory.ts';
import type { QueueState } from '../ports-insight.ts';
import type { Queued } from './queued-since.ts';

const STRETCH_MINUTES = 10;

/** But for when it was looked at. */
export const isSame = (state: QueueState, before: QueueState | undefined): boolean =>
  state.backlog === before?.backlog &&
  state.oldestMinutes === before.oldestMinutes &&
  state.drainPerMinute === before.drainPerMinute &&
  state.colour === before.colour;

export interface Looked {
  /** What waits, by queue. */
  readonly waiting: ReadonlyMap<string, readonly Waiting[]>;
  /** Of those that may have waited for longest. */
  readonly queued: Queued;
  /** How the queues were; the pace of one whose first team is not among `rosters` stays as it was. */
  readonly before: ReadonlyMap<string, QueueState>;
  readonly rosters: readonly (Roster & { readonly name: string })[];
  readonly policy: Policy;
  readonly now: Instant;
}

/** All queues of the policy, in its order. */
export const statesOf = (looked: Looked): readonly QueueState[] => {
  const { waiting, before, rosters, policy, now } = looked;
  const given = new Map(rosters.map((roster) => [roster.name, givenBy(roster, now)]));
  const backlogOf = (queue: string): number => waiting.get(queue)?.length ?? 0;
  return policy.queues.map(({ name, teams: [primary] }) => {
    const backlog = backlogOf(name);
    // What the team gives out is shared by the queues that it serves first, as their backlogs are.
    const sharing = policy.queues.filter(({ teams }) => teams[0] === primary).map((queue) => queue.name);
    const together = sharing.reduce((sum, queue) => sum + backlogOf(queue), 0);
    const share = together === 0 ? 1 / sharing.length : backlog / together;
    const gave = given.get(primary ?? '');
    const known = before.get(name);
    const drainPerMinute = gave === undefined ? (known?.drainPerMinute ?? 0) : (gave / STRETCH_MINUTES) * share;
    return stateOf(name, { backlog, oldestMinutes: longestWait(looked, name), drainPerMinute }, known, now, policy);
  });
};

/** In minutes, since it came to the queue: one that comes back after days has not waited for days. */
const longestWait = ({ waiting, queued, now }: Looked, queue: string): number => {
  const waits = (waiting.get(queue) ?? []).map(({ id }) => msBetween(queued.get(id)?.at ?? now, now));
  return waits.reduce((longest, ms) => Math.max(longest, ms), 0) / MINUTE_MS;
};

/** Tickets that the agents of a team were given lately. */
const givenBy = ({ agents }: Roster, now: Instant): number => {
  const since = addMinutes(now, -STRETCH_MINUTES);
  return agents.reduce((sum, { recent }) => sum + recent.filter((at) => at > since).length, 0);
};

const stateOf = (
  queue: string,
  load: QueueLoad,
  before: QueueState | undefined,
  now: Instant,
  { routing }: Policy,
): QueueState => {
  const colour = colourOf(load, routing);
  return { queue, ...load, colour, at: now, since: before?.colour === colour ? before.since : now };
};
