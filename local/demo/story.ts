import type { TicketView } from '../../contracts/views.ts';
import type { Priority } from '../../core/domain/ticket.ts';
import type { Scene } from './scene.ts';

/** Where a ticket must end: every label of its timeline as often as stated, and no other. */
export interface End {
  readonly phase: TicketView['phase'];
  readonly level: number;
  readonly events: Readonly<Record<string, number>>;
}

export interface Story {
  readonly name: string;
  /** How many tickets go this way; `rest`: all that no other story took. */
  readonly count: number | 'rest';
  /** Only tickets of these priorities. */
  readonly priorities?: readonly Priority[];
  /** When they are posted. */
  readonly when: 'dawn' | 'firstDay' | 'anyDay' | 'lastMorning' | 'lastEvening';
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

export const archived = (events: Readonly<Record<string, number>>, level = 0): End => ({
  phase: 'archived',
  level,
  events,
});
