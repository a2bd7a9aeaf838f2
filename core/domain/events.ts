import type { ClockName, Clocks } from './clock.ts';
import type { AgentId, Assignee, Customer, HoldReason, Impact, Language, Priority, TicketId } from './ticket.ts';
import type { Instant } from './time.ts';

export type EscalationReason = 'breach' | 'urges' | 'manual' | 'reviewOverdue' | 'reworks' | 'stillOpen';
type AssignedBy = 'dispatch' | 'claim' | 'supervisor' | 'transfer' | 'reopen' | 'rework';
type QueuedBecause = 'untouched' | 'supervisor' | 'givenBack' | 'transfer' | 'reopen';

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
    readonly clocks: Clocks;
    readonly policyVersion: string;
    /** Other open tickets of the same customer. */
    readonly related: readonly TicketId[];
  };
}
interface TicketClassified {
  readonly type: 'ticket.classified';
  readonly data: {
    readonly category: string;
    readonly priority: Priority;
    readonly queue: string;
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
  readonly data: { readonly queue: string; readonly because: 'nobodyOnline' | 'nobodyFree' };
}
export interface TicketAssigned {
  readonly type: 'ticket.assigned';
  readonly data: {
    readonly assignee: Assignee;
    readonly by: AssignedBy;
    readonly reason?: string;
    readonly requeueAt?: Instant;
  };
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
  readonly data: { readonly because: 'customerReply' | 'limit' | 'agent' };
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
