import { nextWake } from '../domain/milestones.ts';
import type { Policy } from '../domain/policy.ts';
import { stageOf, type Ticket } from '../domain/ticket.ts';
import { type Instant, msBetween } from '../domain/time.ts';
import type { Position } from '../ports-workflow.ts';

const LONGEST_SECONDS = 30 * 24 * 60 * 60; // looks again at least once a month, whatever was lost

/**
 * Where the ticket stands for its workflow, and how long that may sleep. `offered`: a queued one has been offered just now to
 * all who may get it.
 */
export const positionOf = (ticket: Ticket, now: Instant, policy: Policy, offered: boolean): Position => {
  const wake = nextWake(ticket, now, policy, offered);
  // Up, so that the milestone is due when the timer fires.
  const seconds = wake === undefined ? LONGEST_SECONDS : Math.ceil(msBetween(now, wake) / 1000);
  return {
    ticketId: ticket.id,
    version: ticket.version,
    stage: stageOf(ticket),
    seconds: Math.min(Math.max(seconds, 1), LONGEST_SECONDS),
  };
};
