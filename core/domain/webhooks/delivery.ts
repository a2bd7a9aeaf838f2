/**
 * One event on its way to one endpoint: `fresh → (waiting)* → delivered | failed`. A delivery is tried ten times within some three
 * days: the pauses are those that the Standard Webhooks specification suggests.
 */
import { addMs, type Instant } from '../time.ts';
import type { FeedPosition, ThinEvent } from './thin-event.ts';

/** Pauses after the first, second … attempt, in seconds: 75.6 hours together, a fifth more at the most. */
export const PAUSES_S = [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600] as const;
const LONGEST_S = 24 * 3600;
/** Spreads those that failed at one moment. */
const JITTER = 0.2;

export interface Delivery {
  readonly event: ThinEvent;
  /** Of the event in the feed; absent for one that is no event of a ticket. */
  readonly position?: FeedPosition;
  /** Attempts that were made. */
  readonly attempts: number;
}

/** A delivery that is to be tried again. */
export interface Waiting extends Delivery {
  readonly dueAt: Instant;
}

export const FAULTS = ['timeout', 'address', 'name', 'tls', 'connection'] as const;
export type Fault = (typeof FAULTS)[number];

/** What came of an attempt. address: the name leads to one that must not be called. */
export type Outcome = { readonly ms: number } & (
  | { readonly status: number; readonly retryAfterS?: number }
  | { readonly fault: Fault }
);

export type Judged =
  | { readonly state: 'delivered' }
  | { readonly state: 'waiting'; readonly dueAt: Instant }
  | { readonly state: 'failed' };

export const wasTaken = (outcome: Outcome): boolean =>
  'status' in outcome && outcome.status >= 200 && outcome.status < 300;

/** The receiver wants no more of anything. */
export const isGone = (outcome: Outcome): boolean => 'status' in outcome && outcome.status === 410;

/** How long the receiver asks to be left alone, in seconds, at most a day; 0 when it does not. */
export const askedPause = (outcome: Outcome): number =>
  'retryAfterS' in outcome ? Math.min(Math.max(outcome.retryAfterS ?? 0, 0), LONGEST_S) : 0;

/** What becomes of a delivery after an attempt. `attempts`: those made before. `random`: in [0, 1). */
export const judge = (attempts: number, outcome: Outcome, now: Instant, random: number): Judged => {
  if (wasTaken(outcome)) return { state: 'delivered' };
  const pause = PAUSES_S[attempts];
  if (pause === undefined) return { state: 'failed' };
  const seconds = Math.max(pause * (1 + JITTER * random), askedPause(outcome));
  return { state: 'waiting', dueAt: addMs(now, Math.ceil(seconds) * 1000) };
};
