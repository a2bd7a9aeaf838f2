import type { OpenTicketRequest } from '../../contracts/requests.ts';
import type { Classification } from '../../core/domain/classify.ts';
import type { Priority } from '../../core/domain/vocabulary.ts';
import type { End } from './end.ts';
import type { Example } from './examples.ts';
import type { Scene } from './scene.ts';

export const WHENS = ['dawn', 'firstDay', 'anyDay', 'lastMorning', 'lastEvening'] as const;

export interface Story {
  readonly name: string;
  /** How many tickets go this way; `rest`: all that no other story took. */
  readonly count: number | 'rest';
  /** Only tickets of these priorities. */
  readonly priorities?: readonly Priority[];
  /** Only these of them. */
  readonly only?: (example: Example, found: Classification) => boolean;
  /** When they are posted: some time of these, or one after the other at these times of the desk, e.g. `2026-11-24T02:00`. */
  readonly when: (typeof WHENS)[number] | readonly string[];
  /** Somebody who has no other ticket: the n-th of this story. */
  readonly customer?: (n: number) => OpenTicketRequest['customer'];
  readonly end: End;
  /** Begins when it is time to post. */
  readonly play: (scene: Scene) => Promise<void>;
}

/** The timeline of a ticket on the plain path, closed by the customer. */
export const PLAIN = {
  opened: 1,
  'assigned dispatch': 1,
  accepted: 1,
  replied: 1,
  resolved: 1,
  'reviewed pass': 1,
  'closed confirmed': 1,
  archived: 1,
} as const;

/** The plain path with some counts changed or added; 0 takes one away. */
export const plainBut = (changes: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries({ ...PLAIN, ...changes }).filter(([, count]) => count > 0));

/** What a ticket that nobody could be found for has more than others. */
export const NOBODY = { 'dispatch-failed nobodyOnline': 1, 'escalated dispatchFailed': 1 } as const;

export const archived = (events: Readonly<Record<string, number>>, level = 0): End => ({
  phase: 'archived',
  level,
  events,
});
