/** A ticket on its way through the replay, and what became of it. */
import type { Reach } from '../core/domain/routing/relaxation.ts';
import type { Ticket } from '../core/domain/ticket.ts';
import type { Arrival, Outcome } from './scenario.ts';

export interface Job {
  readonly arrival: Arrival;
  ticket: Ticket;
  /** Whom it may go to, while it waits. */
  reach?: Reach;
  /** Sorts with the most urgent first, while it waits. */
  rank: string;
  /** Since when it waits; undefined while somebody has it. */
  queuedAt?: number;
  /** All the time that nobody had it, in ms. */
  queuedMs: number;
  /** Moves on with every change: what was noted down for an earlier state is void. */
  turn: number;
  readonly assigned: { count: number; misrouted: number; handedBack: number };
  closed: boolean;
}

/** The work of one agent on one job. Work is counted in minutes of undivided attention. */
export interface Task {
  readonly job: Job;
  readonly outcome: Outcome;
  /** Share of the agent's attention among those in hand, as the units of capacity. */
  readonly units: number;
  done: number;
  /** What happens after how much work, in order. */
  readonly marks: { readonly after: number; readonly what: Mark }[];
  /** Since when it is in hand; undefined while it is put aside. */
  since?: number;
  /** All the time that it was in hand, in ms. */
  inHandMs: number;
}

export type Mark = 'reply' | 'handBack' | 'resolve';

/** The first answer takes little: so many minutes, or this share of the work when that is less. */
const REPLY = { minutes: 1.5, share: 0.2 };
const HAND_BACK = 0.15; // of the work, and without an answer

export const taskOf = (job: Job, outcome: Outcome, units: number, now: number): Task => ({
  job,
  outcome,
  units,
  done: 0,
  marks: outcome.handsBack
    ? [{ after: HAND_BACK * outcome.minutes, what: 'handBack' }]
    : [
        { after: Math.min(REPLY.minutes, REPLY.share * outcome.minutes), what: 'reply' },
        { after: outcome.minutes, what: 'resolve' },
      ],
  since: now,
  inHandMs: 0,
});
