/** When a team works. */
import type { AgentId } from '../vocabulary.ts';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Hours of the team's zone, `HH:MM`; a shift whose end is not after its start goes on to the next day. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}

export interface Shift extends Hours {
  readonly name: string;
  readonly weekdays: readonly Weekday[];
  /** None named: all of the team. */
  readonly agents: readonly AgentId[];
}

/** What is different on one date: other hours for some, or none. */
export interface RosterChange {
  /** In the zone of the team, e.g. `2026-10-01`. */
  readonly date: string;
  /** None named: all of the team. */
  readonly agents: readonly AgentId[];
  /** Instead of their shifts of that date; empty: they are off. */
  readonly hours: readonly Hours[];
}

export interface Team {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** IANA name, e.g. `Asia/Shanghai`. */
  readonly timeZone: string;
  /** None: who is online is on duty, but for the changes. */
  readonly shifts: readonly Shift[];
  readonly changes: readonly RosterChange[];
}
