import type { Colour, RoutingPolicy, Threshold } from './routing-policy.ts';

export interface QueueLoad {
  /** Tickets that wait. */
  readonly backlog: number;
  /** How long the one has waited that waits longest; 0 when none does. */
  readonly oldestMinutes: number;
  /** Tickets that found an agent, per minute, lately. */
  readonly drainPerMinute: number;
}

/**
 * Minutes until the backlog would be gone; none when nothing waits. While nothing is handed out, each ticket takes at least as
 * long as the oldest has waited: one ticket that has just come to a quiet queue is no emergency.
 */
export const drainMinutes = ({ backlog, drainPerMinute, oldestMinutes }: QueueLoad): number =>
  drainPerMinute > 0 ? backlog / drainPerMinute : backlog * oldestMinutes;

export const colourOf = (load: QueueLoad, { overflow: { yellow, red } }: RoutingPolicy): Colour =>
  reaches(load, red) ? 'red' : reaches(load, yellow) ? 'yellow' : 'green';

const reaches = (load: QueueLoad, threshold: Threshold): boolean =>
  load.oldestMinutes >= threshold.oldestMinutes || (load.backlog > 0 && drainMinutes(load) >= threshold.drainMinutes);
