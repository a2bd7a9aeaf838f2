import type { AttachmentId } from './attachment.ts';
import type { ClockName, Clocks } from './clocks/clock.ts';
import type { Rescue } from './clocks/sla.ts';
import type { DeskEvent } from './desk-events.ts';
import type { Addressee } from './escalation/addressee.ts';
import type { Action } from './escalation/ladder.ts';
import type { Extracted } from './extraction/extracted.ts';
import type { FieldValue } from './forms/form.ts';
import type { QualityEvent } from './quality-events.ts';
import type { Reference } from './relations.ts';
import type { Skip } from './routing/assessment.ts';
import type { Relaxation } from './routing/relaxation.ts';
import type { Strategy } from './routing/route.ts';
import type { Factor } from './routing/routing-policy.ts';
import type { Route } from './ticket.ts';
import type { Instant } from './time.ts';
import type {
  AgentId,
  Assignee,
  Customer,
  HoldReason,
  Impact,
  Language,
  Priority,
  TicketId,
  Tier,
} from './vocabulary.ts';

export type EscalationReason =
  | 'breach'
  | 'urges'
  | 'manual'
  | 'reviewOverdue'
  | 'reworks'
  /** A rework was not done in its time. */
  | 'reworkOverdue'
  /** Nobody has approved or rejected it in time. */
  | 'approvalOverdue'
  /** Acknowledged, but overdue all the same. */
  | 'stillOpen'
  /** Nobody took notice of the escalation before. */
  | 'unacknowledged'
  /** A clock is at a mark that the ladder names, other than its breach. */
  | 'time'
  /** What the agent says it is. */
  | 'nature'
  /** What it is about, or who is concerned. */
  | 'severity'
  /** Nobody claimed it within the limit of its pool. */
  | 'poolExpired'
  /** Nobody could be found for it, not even the last resort. */
  | 'dispatchFailed';
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
/** Where the ticket stood when its time was up; `retargeted`: a new promise was over before it was given. */
export type MissCause = 'waiting' | 'inHand' | 'pushedAside' | 'onHold' | 'inReview' | 'retargeted';

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
    readonly policyVersion: string;
    /** Other open tickets of the same customer. */
    readonly related: readonly TicketId[];
    readonly fields?: Readonly<Record<string, FieldValue>>;
    /** What was found in the text. */
    readonly extracted?: readonly Extracted[];
    /** Fields of the form that follow from it. */
    readonly found?: Readonly<Record<string, FieldValue>>;
    readonly conversation?: string;
    readonly parent?: Reference;
    readonly splitFrom?: Reference;
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
    /** The customer's, when it was changed. */
    readonly tier?: Tier;
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
interface TicketReplied {
  readonly type: 'ticket.replied';
  readonly data: { readonly text: string; readonly attachments?: readonly AttachmentId[] };
}
interface TicketNoted {
  readonly type: 'ticket.noted';
  readonly data: {
    readonly text: string;
    readonly mentions?: readonly AgentId[];
    readonly attachments?: readonly AttachmentId[];
  };
}
interface TicketHeld {
  readonly type: 'ticket.held';
  readonly data: {
    readonly for: HoldReason;
    readonly until: Instant;
    readonly remindAt?: Instant;
    readonly reason?: string;
  };
}
interface TicketHoldReminded {
  readonly type: 'ticket.hold-reminded';
  readonly data: { readonly for: HoldReason; readonly until: Instant };
}
interface TicketResumed {
  readonly type: 'ticket.resumed';
  /**
   * capacity: the assignee has room again · answered: the customer had written already · party: all who were asked have answered ·
   * subTickets: as many as it waits for are done.
   */
  readonly data: {
    readonly because: 'customerReply' | 'limit' | 'agent' | 'capacity' | 'answered' | 'party' | 'subTickets';
  };
}
interface TicketCustomerReplied {
  readonly type: 'ticket.customer-replied';
  /** `thanks`: nothing else, so that no answer is due. */
  readonly data: {
    readonly text: string;
    readonly thanks?: true;
    readonly attachments?: readonly AttachmentId[];
    readonly extracted?: readonly Extracted[];
    readonly found?: Readonly<Record<string, FieldValue>>;
    /** The ticket it was written to, which this one has absorbed. */
    readonly via?: TicketId;
  };
}
interface TicketUrged {
  readonly type: 'ticket.urged';
  readonly data: { readonly text?: string };
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
    readonly cause: MissCause;
    readonly requeueAt?: Instant;
    /** When those above are told that it is still open, though nobody was told of the miss. */
    readonly remindAt?: Instant;
  };
}
interface TicketOverdue {
  readonly type: 'ticket.overdue';
  readonly data: {
    readonly clock: ClockName;
    /** Minutes of its calendar after the target. */
    readonly minutesAfter: number;
    readonly milestoneAt: Instant;
    readonly late: boolean;
  };
}
export interface TicketEscalated {
  readonly type: 'ticket.escalated';
  readonly data: {
    readonly level: number;
    readonly reason: EscalationReason;
    /** Rows of the ladder that hold; the first one decides. */
    readonly rungs: readonly string[];
    readonly to: readonly Addressee[];
    readonly actions: readonly Action[];
    readonly text?: string;
    /** Unless somebody takes notice by then, it climbs. */
    readonly remindAt?: Instant;
  };
}
interface TicketAcknowledged {
  readonly type: 'ticket.acknowledged';
  readonly data: { readonly note?: string; readonly remindAt?: Instant };
}
interface TicketTaskFinished {
  readonly type: 'ticket.task-finished';
  readonly data: { readonly task: number; readonly note?: string };
}
interface TicketPromised {
  readonly type: 'ticket.promised';
  /** The promotion that betters what was promised. */
  readonly data: { readonly promotion: string };
}
/** The clocks as they follow from the timeline were not what was stored. */
interface TicketClocksRebuilt {
  readonly type: 'ticket.clocks-rebuilt';
  readonly data: { readonly differences: readonly string[] };
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
  | TicketHoldReminded
  | TicketResumed
  | TicketCustomerReplied
  | TicketUrged
  | TicketTransferred
  | TicketWarned
  | TicketBreached
  | TicketOverdue
  | TicketEscalated
  | TicketAcknowledged
  | TicketTaskFinished
  | TicketPromised
  | TicketClocksRebuilt
  | QualityEvent
  | TicketReopened
  | TicketClosed
  | TicketArchived
  | DeskEvent;

export type EventType = TicketEvent['type'];

/** `party`: somebody outside who was asked. */
export type ActorKind = 'customer' | 'channel' | 'agent' | 'system' | 'party';

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
  /** The address that the request came from, where a person gave the command. */
  readonly from?: string;
  /** The clocks that it changed, as they are from then on. */
  readonly clocks?: Partial<Clocks>;
};
