import type { ClockName, Clocks } from './clock.ts';
import type { Skip } from './routing/assessment.ts';
import type { Relaxation } from './routing/relaxation.ts';
import type { Strategy } from './routing/route.ts';
import type { Factor } from './routing/routing-policy.ts';
import type { AgentId, Assignee, Customer, HoldReason, Impact, Language, Priority, Route, TicketId } from './ticket.ts';
import type { Instant } from './time.ts';

export type EscalationReason =
  | 'breach'
  | 'urges'
  | 'manual'
  | 'reviewOverdue'
  | 'reworks'
  | 'stillOpen'
  /** Nobody claimed it within the limit of its pool. */
  | 'poolExpired'
  /** Nobody could be found for it, not even the last resort. */
  | 'dispatchFailed';
/**
 * dispatch: pushed to the best who was free · lastResort: nobody else could be found · pull: to somebody who had become free ·
 * claim: taken as the next one of the queue · choice: claimed, though another one was more urgent.
 */
export type AssignedBy = 'dispatch' | 'lastResort' | 'pull' | 'claim' | 'choice' | 'supervisor' | 'transfer';
type QueuedBecause = 'untouched' | 'supervisor' | 'givenBack' | 'transfer' | 'repeat' | 'absent';

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

export interface TicketOpened {
  readonly type: 'ticket.opened';
  readonly data: {
    readonly code: string;
    readonly channel: string;
    readonly uniqueId: string;
    readonly subject: string;
    readonly description: string;
    readonly language: Language;
    readonly customer: Customer;
    readonly orders: readonly string[];
    readonly category: string;
    /** Why this category: the word that hit, the channel's own, or the default. */
    readonly classifiedBy: 'keyword' | 'channel' | 'default';
    readonly priority: Priority;
    readonly impact: Impact;
    readonly tags: readonly string[];
    readonly queue: string;
    readonly route: Route;
    readonly served: readonly AgentId[];
    readonly repeatOf?: TicketId;
    /** Not to be chosen: who had the earlier ticket of a repeat complaint. */
    readonly excluded: readonly AgentId[];
    readonly clocks: Clocks;
    readonly policyVersion: string;
    /** Other open tickets of the same customer. */
    readonly related: readonly TicketId[];
  };
}
export interface TicketClassified {
  readonly type: 'ticket.classified';
  readonly data: {
    readonly category: string;
    readonly priority: Priority;
    readonly queue: string;
    readonly route: Route;
    /** What it takes of the assignee's capacity from now on. */
    readonly units: number;
    readonly clocks: Clocks;
  };
}
interface TicketQueued {
  readonly type: 'ticket.queued';
  readonly data: {
    readonly queue: string;
    readonly because: QueuedBecause;
    readonly reason?: string;
    /** Not to be chosen again. */
    readonly excluded: readonly AgentId[];
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
interface TicketReplied {
  readonly type: 'ticket.replied';
  readonly data: { readonly text: string };
}
interface TicketNoted {
  readonly type: 'ticket.noted';
  readonly data: { readonly text: string };
}
interface TicketHeld {
  readonly type: 'ticket.held';
  readonly data: { readonly for: HoldReason; readonly until: Instant; readonly reason?: string };
}
interface TicketResumed {
  readonly type: 'ticket.resumed';
  /** `capacity`: the assignee has room again. */
  readonly data: { readonly because: 'customerReply' | 'limit' | 'agent' | 'capacity' };
}
interface TicketCustomerReplied {
  readonly type: 'ticket.customer-replied';
  readonly data: { readonly text: string };
}
interface TicketUrged {
  readonly type: 'ticket.urged';
  readonly data: { readonly text?: string };
}
interface TicketTransferred {
  readonly type: 'ticket.transferred';
  readonly data: { readonly queue: string; readonly reason: string };
}
interface TicketWarned {
  readonly type: 'ticket.warned';
  readonly data: { readonly clock: ClockName; readonly milestoneAt: Instant; readonly late: boolean };
}
interface TicketBreached {
  readonly type: 'ticket.breached';
  readonly data: {
    readonly clock: ClockName;
    readonly milestoneAt: Instant;
    readonly late: boolean;
    readonly requeueAt?: Instant;
  };
}
export interface TicketEscalated {
  readonly type: 'ticket.escalated';
  readonly data: {
    readonly level: number;
    readonly reason: EscalationReason;
    readonly text?: string;
    readonly remindAt?: Instant;
  };
}
interface TicketResolved {
  readonly type: 'ticket.resolved';
  readonly data: { readonly code: string; readonly text: string; readonly reviewDueAt: Instant };
}
interface TicketReviewed {
  readonly type: 'ticket.reviewed';
  readonly data:
    | { readonly verdict: 'pass'; readonly remarks?: string; readonly closesAt: Instant }
    | {
        readonly verdict: 'rework';
        readonly remarks: string;
        readonly requeueAt?: Instant;
        readonly remindAt?: Instant;
      };
}
interface TicketReopened {
  readonly type: 'ticket.reopened';
  readonly data: {
    readonly reason: string;
    readonly graceMinutes: number;
    readonly requeueAt?: Instant;
    readonly remindAt?: Instant;
  };
}
interface TicketClosed {
  readonly type: 'ticket.closed';
  readonly data: { readonly because: 'confirmed' | 'silence' | 'supervisor' };
}
interface TicketArchived {
  readonly type: 'ticket.archived';
  readonly data: Record<string, never>;
}

export type TicketEvent =
  | TicketOpened
  | TicketClassified
  | TicketQueued
  | TicketDispatchFailed
  | TicketAssigned
  | TicketPaused
  | TicketPoolExpired
  | TicketAccepted
  | TicketReplied
  | TicketNoted
  | TicketHeld
  | TicketResumed
  | TicketCustomerReplied
  | TicketUrged
  | TicketTransferred
  | TicketWarned
  | TicketBreached
  | TicketEscalated
  | TicketResolved
  | TicketReviewed
  | TicketReopened
  | TicketClosed
  | TicketArchived;

export type EventType = TicketEvent['type'];

export type ActorKind = 'customer' | 'channel' | 'agent' | 'system';

/** An event as it stands in the timeline. `id` is `<ticketId>.<seq>`. */
export type Recorded<E extends TicketEvent = TicketEvent> = E & {
  readonly id: string;
  /** Version of the schema of `data`. */
  readonly version: 1;
  readonly time: Instant;
  readonly ticketId: TicketId;
  readonly seq: number;
  readonly actor: { readonly kind: ActorKind; readonly id: string };
  /** Id of the request or delivery that caused it. */
  readonly correlation: string;
};
