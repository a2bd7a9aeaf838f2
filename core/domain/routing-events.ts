/** Who gets a ticket, and why. */
import type { ClockName } from './clocks/clock.ts';
import type { Rescue } from './clocks/sla.ts';
import type { Skip } from './routing/assessment.ts';
import type { Relaxation } from './routing/relaxation.ts';
import type { Strategy } from './routing/route.ts';
import type { Factor } from './routing/routing-policy.ts';
import type { Instant } from './time.ts';
import type { AgentId, Assignee, TicketId } from './vocabulary.ts';

/**
 * dispatch: pushed to the best who was free · lastResort: nobody else could be found · pull: to somebody who had become free ·
 * claim: taken as the next one of the queue · choice: claimed, though another one was more urgent.
 */
export type AssignedBy =
  | 'dispatch'
  | 'lastResort'
  | 'pull'
  | 'claim'
  | 'choice'
  | 'supervisor'
  | 'transfer'
  | 'sentBack';

type QueuedBecause =
  | 'untouched'
  | 'supervisor'
  | 'givenBack'
  | 'transfer'
  | 'repeat'
  | 'absent'
  /** A stage took too long. */
  | 'rescued'
  /** Sent back by the review too often. */
  | 'expertReview'
  /** An escalation took it from its agent. */
  | 'escalated';

/** Why this agent: as it looked when it was decided. Ids, names of rules and numbers alone. */
export interface RoutingReason {
  readonly rule?: string;
  readonly strategy: Strategy;
  readonly relaxed: readonly Relaxation[];
  /** The chosen one and the next best, with each factor, 0 to 1. */
  readonly candidates: readonly {
    readonly agent: AgentId;
    readonly score: number;
    readonly factors: Readonly<Record<Factor, number>>;
  }[];
  /** How many were left out, by reason. */
  readonly skipped: Readonly<Partial<Record<Skip, number>>>;
}
interface TicketQueued {
  readonly type: 'ticket.queued';
  readonly data: {
    readonly queue: string;
    readonly because: QueuedBecause;
    readonly reason?: string;
    /** Not to be chosen again. */
    readonly excluded: readonly AgentId[];
    /** How it was rescued, and from which stage. */
    readonly rescue?: Rescue;
    readonly clock?: ClockName;
    /** Instead of the queue's own. */
    readonly teams?: readonly string[];
  };
}
interface TicketDispatchFailed {
  readonly type: 'ticket.dispatch-failed';
  readonly data: { readonly queue: string; readonly because: 'nobodyOnline' | 'nobodyFree' | 'nobodyFits' };
}
export interface TicketAssigned {
  readonly type: 'ticket.assigned';
  readonly data: {
    readonly assignee: Assignee;
    readonly by: AssignedBy;
    readonly units: number;
    readonly reason?: string;
    readonly requeueAt?: Instant;
    /** When the router chose. */
    readonly routing?: RoutingReason;
  };
}
interface TicketPaused {
  readonly type: 'ticket.paused';
  /** The more urgent ticket that pushed it aside. */
  readonly data: { readonly for: TicketId; readonly forCode: string };
}
interface TicketPoolExpired {
  readonly type: 'ticket.pool-expired';
  readonly data: { readonly queue: string };
}
interface TicketAccepted {
  readonly type: 'ticket.accepted';
  readonly data: Record<string, never>;
}
interface TicketTransferred {
  readonly type: 'ticket.transferred';
  readonly data: {
    readonly queue: string;
    readonly team?: string;
    readonly reason: string;
    readonly note?: string;
    /** It goes back to where it came from. */
    readonly back?: true;
  };
}

export type RoutingEvent =
  | TicketQueued
  | TicketDispatchFailed
  | TicketAssigned
  | TicketPaused
  | TicketPoolExpired
  | TicketAccepted
  | TicketTransferred;
