/**
 * Raises and clears the on-duty alarms of the policy by a look at the desk as it stands: once a minute while something waits or an alarm
 * is on, and when something that was seen has been untouched for too long; every fifth minute else.
 * Database operations: none in a minute between. Else one read of the policy, and one query for what somebody has got and not touched
 * unless nothing of it can be due. Where nobody has just looked at the queues, one query for each that an alarm is about (one more per
 * megabyte of it) and those of `queueState`. One query for the episodes when something is found or was; one transaction per alarm that
 * is raised, one write per alarm that is cleared.
 */
import { found, isOn, nextDue, type Sight, type Untouched, wantedOf } from '../domain/alarms.ts';
import type { Instant } from '../domain/time.ts';
import type { Time } from '../ports.ts';
import type { AlarmReads, Alarms } from '../ports-alarms.ts';
import type { Insight, QueueState } from '../ports-insight.ts';
import type { Policies } from '../ports-policies.ts';
import { isFirstOf, recent } from './looks.ts';

export interface RaisePorts {
  readonly alarms: Pick<Alarms, 'last' | 'raise' | 'clear'>;
  readonly lists: AlarmReads;
  readonly insight: Pick<Insight, 'queueState'>;
  readonly policies: Pick<Policies, 'active'>;
  readonly time: Pick<Time, 'now'>;
}

export interface Raised {
  readonly at: Instant;
  /** Alarms that are on now, whoever raised them. */
  readonly on: readonly string[];
  readonly raised: readonly string[];
  readonly cleared: readonly string[];
  /** Until then nothing that somebody has got can have been untouched for too long. */
  readonly next?: Instant;
}

/** What somebody has just found in the queues. */
interface Queues {
  /** Those where nothing waits are left out. */
  readonly waiting: ReadonlyMap<string, readonly Untouched[]>;
  readonly states: readonly QueueState[];
}

const [HAND_MINUTES, EPISODE_MINUTES] = [5, 15];

/** `last`: what the last look of this process answered. */
export const raiseAlarms = async (
  ports: RaisePorts,
  { last: given, queues }: { readonly last?: Raised | undefined; readonly queues?: Queues | undefined },
): Promise<Raised> => {
  const now = ports.time.now();
  const last = recent(given, now);
  const unchanged = last?.on.length === 0 && !isFirstOf(HAND_MINUTES, last.at, now) && !(last.next && last.next <= now);
  if (unchanged && queues?.waiting.size === 0) return { ...last, at: now, raised: [], cleared: [] };
  const policy = await ports.policies.active();
  const { alarms } = policy;
  const wanted = wantedOf(
    alarms,
    policy.queues.map(({ name }) => name),
  );
  const seen = { now, inHand: [], ...(await look(ports, wanted, queues)) };
  const holds = (sight: Sight): boolean => alarms.some((alarm) => found(alarm, sight));
  if (unchanged && !holds(seen)) {
    const next = [last.next, nextDue(alarms, seen)].flatMap((due) => due ?? []).toSorted()[0];
    return { ...last, at: now, raised: [], cleared: [], ...(next !== undefined && { next }) };
  }
  const sight: Sight = {
    ...seen,
    inHand: wanted.inHand.length === 0 ? [] : await ports.lists.untouched(wanted.inHand),
  };
  const next = nextDue(alarms, sight);
  const begun = { at: now, ...(next !== undefined && { next }) };
  const nobodyOn = last?.on.length === 0 && !isFirstOf(EPISODE_MINUTES, last.at, now);
  if (nobodyOn && !holds(sight)) return { ...begun, on: [], raised: [], cleared: [] };
  return { ...begun, ...(await judge(ports, alarms, sight)) };
};

const judge = async (
  ports: RaisePorts,
  alarms: Awaited<ReturnType<Policies['active']>>['alarms'],
  sight: Sight,
): Promise<Pick<Raised, 'on' | 'raised' | 'cleared'>> => {
  const { now } = sight;
  const episodes = await ports.alarms.last();
  const last = new Map(episodes.map((episode) => [episode.alarm, episode]));
  const judged = alarms.map((alarm) => ({ alarm, episode: last.get(alarm.name), found: found(alarm, sight) }));

  const raised = judged.flatMap((each) => (each.found && !isOn(each.episode) ? [{ ...each, found: each.found }] : []));
  await Promise.all(
    raised.map(({ alarm, episode, found: holds }) => {
      const number = (episode?.number ?? 0) + 1;
      return ports.alarms.raise({ alarm: alarm.name, number, raisedAt: now, found: holds }, alarm);
    }),
  );
  const holding = new Set(judged.flatMap(({ alarm, found: holds }) => (holds ? [alarm.name] : [])));
  // Also those that the policy has no longer.
  const over = episodes.filter((episode) => isOn(episode) && !holding.has(episode.alarm));
  await Promise.all(over.map((episode) => ports.alarms.clear(episode, now)));
  return {
    on: [...holding],
    raised: raised.map(({ alarm }) => alarm.name),
    cleared: over.map(({ alarm }) => alarm),
  };
};

const look = async (
  { lists, insight }: RaisePorts,
  wanted: ReturnType<typeof wantedOf>,
  queues: Queues | undefined,
): Promise<Pick<Sight, 'waiting' | 'colours'>> => {
  const [waiting, states] = await Promise.all([
    Promise.all(
      wanted.waiting.map(
        async (queue) => [queue, queues ? (queues.waiting.get(queue) ?? []) : await lists.waitingIn(queue)] as const,
      ),
    ),
    queues?.states ?? Promise.all(wanted.colours.map((queue) => insight.queueState(queue))),
  ]);
  const colours = states.flatMap((state) =>
    state && wanted.colours.includes(state.queue) ? [[state.queue, state] as const] : [],
  );
  return { waiting: new Map(waiting), colours: new Map(colours) };
};
