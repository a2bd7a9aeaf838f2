/** What a clock of a ticket is; running.ts says what happens to it, after-event.ts when. */

import type { Instant } from '../time.ts';
import type { HoldReason } from '../vocabulary.ts';

/** first and next response and resolution are promised to the customer; the others are stages (环节). */
export const CLOCKS = [
  'firstResponse',
  'nextResponse',
  'resolution',
  'accept',
  'handle',
  'approval',
  'review',
  'thirdParty',
] as const;
export type ClockName = (typeof CLOCKS)[number];

/** Promised, and shown to the customer. */
export const PROMISES = ['firstResponse', 'resolution'] as const satisfies readonly ClockName[];
/** Every ticket has these from its opening on. */
export type PromisedClock = (typeof PROMISES)[number];

/** A point of a clock where something happens: before the target a warning, at it the breach, after it an overdue one. */
export interface Mark {
  /** From the start, in minutes of the clock's calendar. */
  readonly minutes: number;
  readonly at: Instant;
  /** It lay in the past already when the promise was given. */
  readonly past?: true;
}

interface Pause {
  readonly from: Instant;
  /** None: it is paused now. */
  readonly to?: Instant;
  /** `solved`: it had been stopped, and goes on because the ticket was reopened. */
  readonly for: HoldReason | 'solved' | 'other';
}

export interface Clock {
  /**
   * running: time counts; paused: on hold; met: stopped in time; missed: its due time passed, whether or not it has stopped
   * since; cancelled: it does not apply any more.
   */
  readonly state: 'running' | 'paused' | 'met' | 'missed' | 'cancelled';
  /** Name of the rule of `policy.sla` that gave the target, and the version of the policy that was applied last. */
  readonly policy: string;
  readonly policyVersion: string;
  readonly calendar: string;
  /** In minutes of the calendar. */
  readonly targetMinutes: number;
  readonly startedAt: Instant;
  readonly dueAt: Instant;
  /** It is not due before: the grace time of a ticket that was reopened. */
  readonly notBefore?: Instant;
  readonly pauses: readonly Pause[];
  /** What is still to come, earliest first; while it is paused, as it was when that began. */
  readonly ahead: readonly Mark[];
  readonly warnedAt?: Instant;
  readonly breachedAt?: Instant;
  readonly stoppedAt?: Instant;
}

export type Clocks = Readonly<Record<PromisedClock, Clock> & Partial<Record<ClockName, Clock>>>;

export const isPaused = ({ pauses, stoppedAt }: Clock): boolean =>
  stoppedAt === undefined && pauses.length > 0 && pauses.at(-1)?.to === undefined;

/** Its time counts, in time or too late. */
export const isRunning = (clock: Clock): boolean => clock.stoppedAt === undefined && !isPaused(clock);
