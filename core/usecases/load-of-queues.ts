/** How much waits in each queue, for how long, and how fast it goes. */
import type { Policy } from '../domain/policy.ts';
import { colourOf, type QueueLoad } from '../domain/routing/overflow.ts';
import { addMinutes, type Instant, MINUTE_MS, msBetween } from '../domain/time.ts';
import type { QueueState, Roster, Tickets } from '../ports.ts';

/** The longest wait is looked for among so many of the most urgent: whoever waits becomes one of them. */
const LOOKED_AT = 50;
const STRETCH_MINUTES = 10;

type Loads = ReadonlyMap<string, QueueLoad>;

export const loadsOfQueues = async (
  { tickets }: { readonly tickets: Pick<Tickets, 'backlog' | 'waiting'> },
  rosters: readonly (Roster & { readonly name: string })[],
  { queues }: Policy,
  now: Instant,
): Promise<Loads> => {
  const waits = await Promise.all(queues.map(async ({ name }) => ({ name, ...(await waitOf(tickets, name, now)) })));
  const given = new Map(rosters.map((roster) => [roster.name, givenBy(roster, now)]));
  return new Map(
    queues.map(({ name, teams: [primary] }) => {
      const { backlog = 0, oldestMinutes = 0 } = waits.find((wait) => wait.name === name) ?? {};
      // What the team gives out is shared by the queues that it serves first, as their backlogs are.
      const sharing = queues.filter(({ teams }) => teams[0] === primary).map((queue) => queue.name);
      const together = waits.reduce((sum, wait) => sum + (sharing.includes(wait.name) ? wait.backlog : 0), 0);
      const share = together === 0 ? 1 / sharing.length : backlog / together;
      const perMinute = (given.get(primary ?? '') ?? 0) / STRETCH_MINUTES;
      return [name, { backlog, oldestMinutes, drainPerMinute: perMinute * share }];
    }),
  );
};

const waitOf = async (
  tickets: Pick<Tickets, 'backlog' | 'waiting'>,
  queue: string,
  now: Instant,
): Promise<Pick<QueueLoad, 'backlog' | 'oldestMinutes'>> => {
  const backlog = await tickets.backlog(queue);
  if (backlog === 0) return { backlog, oldestMinutes: 0 };
  const waiting = await tickets.waiting([queue], LOOKED_AT);
  // Since it came to the queue: one that comes back after days has not waited for days.
  const waits = waiting.map((ticket) => (ticket.phase === 'queued' ? msBetween(ticket.queuedAt, now) : 0));
  return { backlog, oldestMinutes: Math.max(0, ...waits) / MINUTE_MS };
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
