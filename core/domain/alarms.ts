/** On-duty alarms as data: what must not stay so for long. They fire once per episode, and clear when it is over. */
import type { Addressee } from './escalation/ladder.ts';
import type { Priority, Titles } from './ticket.ts';

/**
 * untouched: a ticket of these priorities that nobody has accepted or answered for so long · waiting: more than so many of them
 * wait in the queues · red: a queue has been red for so long.
 */
export type AlarmCondition =
  | { readonly untouched: { readonly priority: readonly Priority[]; readonly minutes: number } }
  | { readonly waiting: { readonly priority: readonly Priority[]; readonly moreThan: number } }
  | { readonly red: { readonly minutes: number } };

export interface Alarm {
  readonly name: string;
  readonly title: Titles;
  readonly when: AlarmCondition;
  /** None named: all. */
  readonly queues: readonly string[];
  readonly to: readonly Addressee[];
}
