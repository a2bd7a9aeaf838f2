/**
 * Leaves an endpoint alone that fails again and again: after ten failures in a row it is open, nothing is sent and nothing is lost;
 * after a pause one delivery is let through (half open), and its outcome closes it or doubles the pause, up to an hour.
 */
import { addMs, type Instant, msBetween } from '../time.ts';
import { askedPause, type Outcome, wasTaken } from './delivery.ts';

const FAILURES = 10;
const FIRST_PAUSE_S = 60;
const LONGEST_PAUSE_S = 3600;
const GIVEN_UP_MS = 5 * 24 * 60 * 60_000;

export interface Breaker {
  /** In a row. */
  readonly failures: number;
  /** Of the first of them. */
  readonly failingSince?: Instant;
  /** Nothing is sent before. */
  readonly closedTo?: Instant;
  /** The last pause that failures caused; undefined while it is closed, or when the receiver has asked for the pause. */
  readonly pauseS?: number;
}

export const CLOSED: Breaker = { failures: 0 };

export type BreakerState = 'closed' | 'open' | 'halfOpen';

export const stateOf = ({ closedTo, pauseS }: Breaker, now: Instant): BreakerState => {
  if (closedTo !== undefined && now < closedTo) return 'open';
  return pauseS === undefined ? 'closed' : 'halfOpen';
};

/** After the outcomes of deliveries that were sent side by side. */
export const afterOutcomes = (breaker: Breaker, outcomes: readonly Outcome[], now: Instant): Breaker => {
  let counted: Breaker = {
    ...withoutPause(breaker),
    ...(breaker.pauseS !== undefined && { pauseS: breaker.pauseS }),
  };
  for (const outcome of outcomes) counted = wasTaken(outcome) ? CLOSED : oneMore(counted, now);
  const asked = Math.max(0, ...outcomes.filter((outcome) => !wasTaken(outcome)).map(askedPause));
  const opens = counted.failures >= FAILURES;
  const pauseS = counted.pauseS === undefined ? FIRST_PAUSE_S : Math.min(counted.pauseS * 2, LONGEST_PAUSE_S);
  const seconds = Math.max(asked, opens ? pauseS : 0);
  return {
    ...counted,
    ...(opens && { pauseS }),
    ...(seconds > 0 && { closedTo: addMs(now, seconds * 1000) }),
  };
};

const oneMore = (breaker: Breaker, now: Instant): Breaker => ({
  ...breaker,
  failures: breaker.failures + 1,
  failingSince: breaker.failingSince ?? now,
});

const withoutPause = ({ failures, failingSince }: Breaker): Breaker => ({
  failures,
  ...(failingSince !== undefined && { failingSince }),
});

/** It has failed for five days without a single success: nobody is there. */
export const isHopeless = ({ failures, failingSince }: Breaker, now: Instant): boolean =>
  failures >= FAILURES && failingSince !== undefined && msBetween(failingSince, now) >= GIVEN_UP_MS;
