/** What a clock of a ticket is; clocks.ts says what happens to it. */
import type { Instant } from './time.ts';

export const CLOCKS = ['firstResponse', 'resolution'] as const;
export type ClockName = (typeof CLOCKS)[number];

export interface Clock {
  /**
   * running: time counts; paused: on hold; met: stopped in time; missed: its due time passed, whether or not it has
   * stopped since.
   */
  readonly state: 'running' | 'paused' | 'met' | 'missed';
  readonly targetMinutes: number;
  readonly startedAt: Instant;
  readonly warnAt: Instant;
  readonly dueAt: Instant;
  readonly warnedAt?: Instant;
  readonly breachedAt?: Instant;
  readonly pausedAt?: Instant;
  readonly stoppedAt?: Instant;
}

export type Clocks = Readonly<Record<ClockName, Clock>>;
