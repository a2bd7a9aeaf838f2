/** How much waits in each queue, for how long, and how fast it goes. */
import type { Policy } from '../domain/policy.ts';
import { colourOf, type QueueLoad } from '../domain/routing/overflow.ts';
import { addMinutes, type Instant, MINUTE_MS, msBetween } from '../domain/time.ts';
import type { QueueState, Roster, Tickets } from '../ports.ts';

/** The longest wait is looked for among so many of the most urgent: whoever waits becomes one of them. */
const LOOKED_AT = 50;
const STRETCH_MINUTES = 10;

type Counts = ReadonlyMap<string, number>;

export const backlogsOf = async (
  { tickets }: { readonly tickets: Pick<Tickets, 'backlog'> },
  { queues }: Policy,
): Promise<Counts> =>
  new Map(await Promise.all(queues.map(async ({ name }) => [name, await tickets.backlog(name)] as const)));

/** Nothing waits, and nothing was handed out lately. */
export const isQuiet = (load: QueueLoad | undefined): boolean => load?.backlog === 0 && load.drainPerMinute === 0;

/** But for when it was looked at. */
export const isSame = (state: QueueState, before: QueueState | undefined): boolean =>
  state.backlog === before?.backlog &&
  state.oldestMinutes === before.oldestMinutes &&
  state.drainPerMinute === before.drainPerMinute &&
  state.colour === before.colour;

export const loadsOf = async (
  { tickets }: { readonly tickets: Pick<Tickets, 'waiting'> },
  backlogs: Counts,
  rosters: readonly (Roster & { readonly name: string })[],
  { queues }: Policy,
  now: Instant,
): Promise<ReadonlyMap<string, QueueLoad>> => {
  const given = new Map(rosters.map((roster) => [roster.name, givenBy(roster, now)]));
  const loads = queues.map(async ({ name, teams: [primary] }): Promise<[string, QueueLoad]> => {
    const backlog = backlogs.get(name) ?? 0;
    // What the team gives out is shared by the queues that it serves first, as their backlogs are.
    const sharing = queues.filter(({ teams }) => teams[0] === primary).map((queue) => queue.name);
    const together = sharing.reduce((sum, queue) => sum + (backlogs.get(queue) ?? 0), 0);
    const share = together === 0 ? 1 / sharing.length : backlog / together;
    const perMinute = (given.get(primary ?? '') ?? 0) / STRETCH_MINUTES;
    const oldestMinutes = backlog === 0 ? 0 : await longestWait(tickets, name, now);
    return [name, { backlog, oldestMinutes, drainPerMinute: perMinute * share }];
  });
  return new Map(await Promise.all(loads));
};

/** In minutes, since it came to the queue: one that comes back after days has not waited for days. */
const longestWait = async (tickets: Pick<Tickets, 'waiting'>, queue: string, now: Instant): Promise<number> => {
  const waiting = await tickets.waiting([queue], LOOKED_AT);
  const waits = waiting.map((ticket) => (ticket.phase === 'queued' ? msBetween(ticket.queuedAt, now) : 0));
  return Math.max(0, ...waits) / MINUTE_MS;
};

/** Tickets that the agents of a team were given lately. */
const givenBy = ({ agents }: Roster, now: Instant): number => {
  const since = addMinutes(now, -STRETCH_MINUTES);
  return agents.reduce((sum, { recent }) => sum + recent.filter((at) => at > since).length, 0);
};

/** `before`: as it was last looked at. */
export const stateOf = (
  queue: string,
  load: QueueLoad,
  before: QueueState | undefined,
  now: Instant,
  { routing }: Policy,
): QueueState => {
  const colour = colourOf(load, routing);
  return { queue, ...load, colour, at: now, since: before?.colour === colour ? before.since : now };
};
