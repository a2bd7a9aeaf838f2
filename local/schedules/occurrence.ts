import type { Principal } from '../aws.ts';
import type { Target } from '../events/bus-properties.ts';
import type { Timing } from './timing.ts';

/** One time at which a schedule is due. */
export interface Occurrence {
  /** A UUID. */
  readonly id: string;
  /** Epoch ms at which it is due. */
  readonly time: number;
}

/** A schedule of EventBridge Scheduler, or a rule of the bus that follows one. */
export interface Schedule {
  readonly id: Principal;
  /** As refusals call it, e.g. `The schedule Sweep`. */
  readonly name: string;
  readonly arn: string;
  /** Under which an occurrence is billed; none for rules, whose schedules cost nothing. */
  readonly billed?: string;
  /** What the times follow from. */
  readonly definition: string;
  readonly timing: Timing;
  readonly targets: readonly Target[];
  /** The text that a target gets. `attempt` counts from 1. */
  text(target: Target, occurrence: Occurrence, attempt: number): string;
  /** Attributes of a dead letter, beside those that tell of the failure. */
  letter(occurrence: Occurrence, attempt: number): Readonly<Record<string, string>>;
}

/** As AWS writes it: `2026-11-22T09:30:00Z`. */
export const isoTime = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;
