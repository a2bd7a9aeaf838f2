/**
 * Raises and clears the on-duty alarms of the policy by a look at the desk as it stands: once a minute, every fifth one while nothing
 * waits, nobody holds what they have not touched, and no alarm is on.
 * Database operations: none in a calm minute. Else one query for the episodes, one for each priority that an alarm is about and each
 * queue where something waits (one more per megabyte of a queue), those of `queueState` for what may be red; and one transaction per alarm that is
 * raised, one write per alarm that is cleared.
 */
import { found, isOn, type Sight, wantedOf } from '../domain/alarms.ts';
import type { Instant } from '../domain/time.ts';
import type { AlarmReads, Alarms, Insight, Policies, Time } from '../ports.ts';
import { isFifthMinute } from './watch-desk.ts';

export interface RaisePorts {
  readonly alarms: Pick<Alarms, 'last' | 'raise' | 'clear'>;
  readonly tickets: AlarmReads;
  readonly insight: Pick<Insight, 'queueState'>;
  readonly policies: Pick<Policies, 'active'>;
  readonly time: Pick<Time, 'now'>;
}

export interface Raised {
  /** Alarms that are on now, whoever raised them. */
  readonly on: readonly string[];
  readonly raised: readonly string[];
  readonly cleared: readonly string[];
  /** Until something happens there is nothing that an alarm could be about. */
  readonly calm: boolean;
}

const CALM: Raised = { on: [], raised: [], cleared: [], calm: true };

/** `calm`: what the last look of this process answered · `waiting`: the queues that are not empty, where somebody has just counted. */
export const raiseAlarms = async (
  ports: RaisePorts,
  { calm = false, waiting }: { readonly calm?: boolean; readonly waiting?: readonly string[] },
): Promise<Raised> => {
  const now = ports.time.now();
  if (calm && !isFifthMinute(now)) return CALM;
  const { alarms, queues } = await ports.policies.active();
  const names = queues.map(({ name }) => name);
  const [episodes, sight] = await Promise.all([
    ports.alarms.last(),
    look(ports, wantedOf(alarms, names), now, waiting),
  ]);
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
    calm: holding.size === 0 && isCalm(sight),
  };
};

const look = async (
  { tickets, insight }: RaisePorts,
  wanted: ReturnType<typeof wantedOf>,
  now: Instant,
  counted: readonly string[] | undefined,
): Promise<Sight> => {
  const filled = wanted.waiting.filter((queue) => counted?.includes(queue) ?? true);
  const [waiting, inHand, states] = await Promise.all([
    Promise.all(filled.map(async (queue) => [queue, await tickets.waitingIn(queue)] as const)),
    Promise.all(wanted.inHand.map((priority) => tickets.untouched(priority))),
    Promise.all(wanted.colours.map((queue) => insight.queueState(queue))),
  ]);
  const colours = states.flatMap((state) => (state ? [[state.queue, state] as const] : []));
  return { now, waiting: new Map(waiting), inHand: inHand.flat(), colours: new Map(colours) };
};

const isCalm = ({ waiting, inHand, colours }: Sight): boolean =>
  inHand.length === 0 &&
  [...waiting.values()].every((tickets) => tickets.length === 0) &&
  [...colours.values()].every(({ colour }) => colour === 'green');
