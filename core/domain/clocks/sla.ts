/** What a policy says of clocks. All times in minutes. */

import type { Instant } from '../time.ts';
import type { Priority, Tier } from '../vocabulary.ts';
import type { ClockName } from './clock.ts';
import type { Term } from './terms.ts';

/** Any of these; what is left out matches all. */
export interface SlaMatch {
  readonly category?: readonly string[];
  readonly priority?: readonly Priority[];
  readonly tier?: readonly Tier[];
  readonly channel?: readonly string[];
  readonly queue?: readonly string[];
  /** Steps of its checklist: one of these has been taken… */
  readonly stepTaken?: readonly string[];
  /** …none of these has. */
  readonly stepNotTaken?: readonly string[];
}

/** A warning before the target: so many minutes before it, or at so much of it. */
export type Warning = { readonly minutesBefore: number } | { readonly percent: number };

/**
 * What is done with a ticket whose stage took too long: back to its queue without the one who had it, to the next team of the
 * queue, or to the last resort of the queue.
 */
export const RESCUES = ['requeue', 'otherTeam', 'coordinator'] as const;
export type Rescue = (typeof RESCUES)[number];

export interface SlaTarget {
  readonly minutes: number;
  /** Name of a calendar of the policy. */
  readonly calendar: string;
  /** Instead of the policy's usual one. */
  readonly warnings?: readonly Warning[];
  readonly rescue?: Rescue;
}

/** For each clock the first rule holds that matches the ticket, is in force, and has a target for it. */
export interface SlaRule {
  readonly name: string;
  readonly when: SlaMatch;
  /** In force from this instant on… */
  readonly from?: Instant;
  /** …and before this one. */
  readonly until?: Instant;
  /** The promotion that it belongs to. */
  readonly promotion?: string;
  readonly targets: Readonly<Partial<Record<ClockName, SlaTarget>>>;
}

/**
 * When a clock does what, see conditions.ts. A clock whose start names only states is cancelled as soon as the ticket is in none
 * of them; one that is paused by states goes on when the ticket is in none of them.
 */
export interface Conditions {
  readonly start: readonly Term[];
  readonly stop: readonly Term[];
  readonly cancel?: readonly Term[];
  readonly pause?: readonly Term[];
  readonly resume?: readonly Term[];
  readonly reset?: readonly Term[];
}
