/** What those on duty are called for. */
import type { Alarm, Episode, Untouched } from './domain/alarms.ts';
import type { Instant } from './domain/time.ts';
import type { Priority, TicketId } from './domain/vocabulary.ts';

/** As the list of a queue knows it. */
export interface Waiting extends Untouched {
  readonly id: TicketId;
  readonly version: number;
}

/** What waits and what nobody touches, from the lists of tickets alone. */
export interface AlarmReads {
  /** All that wait in a queue, most urgent first; a read unit per twenty or so. */
  waitingIn(queue: string): Promise<readonly Waiting[]>;
  /**
   * Given to somebody who has neither accepted nor answered them: of each of these priorities the hundred that have been so for
   * longest; there may be some of other priorities among them. One query, or one per priority while there are a hundred.
   */
  untouched(priorities: readonly Priority[]): Promise<readonly Untouched[]>;
}

export interface Alarms {
  /** The last episode of every alarm that was ever on. */
  last(): Promise<readonly Episode[]>;
  /** Begins an episode and tells of it on the bus, in one transaction; false when somebody else has begun it. */
  raise(episode: Episode, alarm: Alarm): Promise<boolean>;
  /** Ends an episode; nothing is done when it has ended already. */
  clear(episode: Pick<Episode, 'alarm' | 'number'>, at: Instant): Promise<void>;
  /** Notes who sees to the episode that is on, once. The episode as it stands then; none when the alarm was never on. */
  acknowledge(
    alarm: string,
    by: NonNullable<Episode['acknowledged']>,
  ): Promise<{ readonly done: boolean; readonly episode?: Episode }>;
  /** What was told on the bus; undefined when it is not there. */
  raised(
    alarm: string,
    number: number,
  ): Promise<{ readonly alarm: Pick<Alarm, 'title' | 'when' | 'to'>; readonly episode: Episode } | undefined>;
}
