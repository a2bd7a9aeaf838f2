/** All that can happen to a ticket, as its timeline keeps it. */
import type { AttachmentId } from './attachment.ts';
import type { ClockEvent } from './clock-events.ts';
import type { Clocks } from './clocks/clock.ts';
import type { DeskEvent } from './desk-events.ts';
import type { Extracted } from './extraction/extracted.ts';
import type { FieldValue } from './forms/form.ts';
import type { QualityEvent } from './quality-events.ts';
import type { Reference } from './relations.ts';
import type { RoutingEvent } from './routing-events.ts';
import type { Route } from './ticket.ts';
import type { Instant } from './time.ts';
import type { AgentId, Customer, HoldReason, Impact, Language, Priority, TicketId, Tier } from './vocabulary.ts';

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
  | RoutingEvent
  | TicketReplied
  | TicketNoted
  | TicketHeld
  | TicketHoldReminded
  | TicketResumed
  | TicketCustomerReplied
  | TicketUrged
  | ClockEvent
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
