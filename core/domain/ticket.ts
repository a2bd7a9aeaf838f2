import type { Approval } from './approval/approval.ts';
import type { Attachment } from './attachment.ts';
import type { Clocks } from './clocks/clock.ts';
import type { Addressee, Task } from './escalation/addressee.ts';
import type { FieldValue } from './forms/form.ts';
import type { Absorbed, Awaited, Link, Party, Reference, SubTicket } from './relations.ts';
import type { PrecheckResult, ReviewRecord, Sampled } from './review/review.ts';
import type { SkillNeed, Strategy } from './routing/route.ts';
import type { Instant } from './time.ts';
import type {
  AgentId,
  Assignee,
  Customer,
  HoldReason,
  Impact,
  Language,
  Phase,
  Priority,
  TicketId,
} from './vocabulary.ts';

interface Resolution {
  readonly code: string;
  readonly text: string;
  /** When the agent said it was solved; the review may still send it back. */
  readonly at: Instant;
  /** Who said so: the assignee or a supervisor, who may not review it either. */
  readonly by: string;
  readonly precheck?: PrecheckResult;
  /** Why nobody reviewed it. */
  readonly sampled?: Sampled;
}

interface Hold {
  readonly for: HoldReason;
  readonly since: Instant;
  /** The hold ends by itself here. */
  readonly until: Instant;
  /** Whom it waits for is reminded then. */
  readonly remindAt?: Instant;
}

/** How a ticket finds its agent: what the first rule that matched asks for. */
export interface Route {
  /** None: no rule matched. */
  readonly rule?: string;
  readonly skills: readonly SkillNeed[];
  /** Instead of the queue's own. */
  readonly strategy?: Strategy;
  /** Instead of the queue's own. */
  readonly teams?: readonly string[];
}

/** A value of the form of its category: typed by a person or a channel, or found in what was written. */
export interface Filled {
  readonly value: FieldValue;
  readonly from: 'person' | 'text';
}

/** What every ticket carries, whatever its phase. */
export interface Common {
  readonly id: TicketId;
  /** Eight characters for people, Crockford base 32. */
  readonly code: string;
  readonly channel: string;
  readonly uniqueId: string;
  readonly subject: string;
  readonly language: Language;
  readonly customer: Customer;
  readonly orders: readonly string[];
  readonly category: string;
  readonly priority: Priority;
  readonly impact: Impact;
  readonly tags: readonly string[];
  readonly queue: string;
  readonly route: Route;
  /** Agents who served this customer or order before, the last one first, at most 3. */
  readonly served: readonly AgentId[];
  /** The earlier ticket, when this one is a repeat complaint. */
  readonly repeatOf?: TicketId;
  readonly openedAt: Instant;
  readonly clocks: Clocks;
  /** The earliest message of the customer that nobody has answered. */
  readonly unansweredSince?: Instant;
  /** Ms on hold, by reason, without the hold that runs now. */
  readonly held: Readonly<Partial<Record<HoldReason, number>>>;
  /** Ms between being solved and being reopened: nobody waited. */
  readonly restedMs: number;
  /** Escalation level, 0 (none) to the policy's highest. */
  readonly level: number;
  /** Rows of the ladder that have fired and do so once. */
  readonly rungs: readonly string[];
  /** Who took notice of the last escalation. */
  readonly acknowledged?: { readonly by: string; readonly at: Instant };
  /** Who is told of everything from now on. */
  readonly followers: readonly Addressee[];
  readonly tasks: readonly Task[];
  /** No more holds: somebody above watches. */
  readonly holdFrozen?: true;
  /** How often it was taken out of a stage that took too long. */
  readonly rescues: number;
  readonly urges: number;
  readonly transfers: number;
  readonly reworks: number;
  readonly reopens: number;
  /** How often it was pushed aside for a more urgent one. */
  readonly preemptions: number;
  /** Agents it was taken from because nothing moved, or who gave it back: they are not chosen again. */
  readonly excluded: readonly AgentId[];
  /** After a breach: when it goes back to the queue unless the assignee does something first. */
  readonly requeueAt?: Instant;
  /** What a review has sent back is to be done by then, or those above are told. */
  readonly reworkBy?: Instant;
  /** A review has sent it back, and nobody has written to the customer since. */
  readonly unansweredRework?: true;
  /** When those above are told again, because nobody has taken notice or it is still overdue. Due on hold, it comes when that ends. */
  readonly remindAt?: Instant;
  readonly fields: Readonly<Record<string, Filled>>;
  /** Of the checklist, in the order in which they were taken. */
  readonly steps: readonly string[];
  readonly attachments: readonly Attachment[];
  readonly links: readonly Link[];
  readonly subs: readonly SubTicket[];
  /** How many of them it waits for; without it, all. */
  readonly awaits?: Awaited;
  readonly parent?: Reference;
  readonly splitFrom?: Reference;
  readonly absorbed: readonly Absorbed[];
  readonly parties: readonly Party[];
  /** Who was asked to look at it by a note. */
  readonly mentioned: readonly AgentId[];
  /** Who handed it over last, and out of which queue. */
  readonly cameFrom?: { readonly assignee: Assignee; readonly queue: string };
  readonly conversation?: string;
  readonly urgedAt?: Instant;
  /** How often the customer's link was revoked: only the newest one opens. */
  readonly linkEpoch: number;
  /** The last ones. */
  readonly reviews: readonly ReviewRecord[];
  /** Personal data is kept as long as this is so. */
  readonly legalHold?: true;
  /** The customer's, of the resolution that holds. */
  readonly stars?: 1 | 2 | 3 | 4 | 5;
  /** An earlier resolution got one star or two. */
  readonly lowRated?: true;
  readonly policyVersion: string;
  /** Seq of the last event folded in. */
  readonly version: number;
}

interface Held {
  readonly assignee: Assignee;
  readonly assignedAt: Instant;
  readonly acceptedAt?: Instant;
  /** The desk has written to the customer since. */
  readonly answered?: true;
  /** What it takes of the assignee's capacity while it is in hand. */
  readonly units: number;
  /** The assignee claimed it. */
  readonly claimed?: true;
  /** Nobody comes after the assignee: they are the last resort of its queue. */
  readonly last?: true;
}

export type QueuedTicket = Common & {
  readonly phase: 'queued';
  readonly queuedAt: Instant;
  /** Since when nobody could be found for it. */
  readonly dispatchFailedAt?: Instant;
  /** Since when it is pushed though it waits in a pool. */
  readonly poolExpiredAt?: Instant;
  /** It goes to the last resort of its queue at once. */
  readonly toLastResort?: true;
};
export type HandlingTicket = Common & Held & { readonly phase: 'handling' };
/** Pushed aside for a more urgent one; its clocks go on. */
type PausedTicket = Common &
  Held & { readonly phase: 'paused'; readonly pausedAt: Instant; readonly pausedFor: TicketId };
type OnHoldTicket = Common & Held & { readonly phase: 'onHold'; readonly hold: Hold };
export type ApprovalTicket = Common &
  Held & { readonly phase: 'approval'; readonly resolution: Resolution; readonly approval: Approval };
type ReviewTicket = Common &
  Held & {
    readonly phase: 'review';
    readonly resolution: Resolution;
    /** Why it is reviewed, and by whom. */
    readonly sampled?: Sampled;
  };
type ResolvedTicket = Common &
  Held & {
    readonly phase: 'resolved';
    readonly resolution: Resolution;
    readonly resolvedAt: Instant;
    /** Until then the customer may reopen it; then it closes by itself. */
    readonly closesAt: Instant;
  };
type Ended = Common &
  Held & { readonly resolution: Resolution; readonly resolvedAt: Instant; readonly closedAt: Instant };
type ClosedTicket = Ended & { readonly phase: 'closed' };
type ArchivedTicket = Ended & { readonly phase: 'archived'; readonly archivedAt: Instant };

/** Another ticket goes on in its place; it comes back as it `was`. */
type MergedTicket = Common & {
  readonly phase: 'merged';
  readonly into: Reference;
  readonly mergedAt: Instant;
  readonly was: UnmergedTicket;
  /** With the ticket that absorbed it. */
  readonly archivedAt?: Instant;
};

/** A union on `phase`: what a phase does not have cannot be read. */
export type Ticket = UnmergedTicket | MergedTicket;
export type UnmergedTicket =
  | QueuedTicket
  | HandlingTicket
  | PausedTicket
  | OnHoldTicket
  | ApprovalTicket
  | ReviewTicket
  | ResolvedTicket
  | ClosedTicket
  | ArchivedTicket;

/** What one ticket adds to the load of the agent who holds it. */
export interface Share {
  readonly assignee: Assignee;
  readonly load: number;
  readonly claimed: 0 | 1;
  readonly paused: 0 | 1;
}

/** Undefined while nobody holds it. Only a ticket in hand takes capacity. */
export const shareOf = (ticket: Ticket | undefined): Share | undefined =>
  ticket?.phase === 'handling' || ticket?.phase === 'paused' || ticket?.phase === 'onHold'
    ? {
        assignee: ticket.assignee,
        load: ticket.phase === 'handling' ? ticket.units : 0,
        claimed: ticket.claimed ? 1 : 0,
        paused: ticket.phase === 'paused' ? 1 : 0,
      }
    : undefined;

/** The wait of the workflow that belongs to where the ticket stands. */
export type Stage = 'handle' | 'approve' | 'review' | 'close' | 'archive' | 'done';

export const stageOf = (ticket: Pick<Ticket, 'phase'> & { readonly archivedAt?: Instant }): Stage =>
  ticket.archivedAt === undefined ? STAGES[ticket.phase] : 'done';

const STAGES: Readonly<Record<Phase, Stage>> = {
  queued: 'handle',
  handling: 'handle',
  paused: 'handle',
  onHold: 'handle',
  approval: 'approve',
  review: 'review',
  resolved: 'close',
  closed: 'archive',
  archived: 'done',
  // Parked until it is given back, or archived with the ticket that absorbed it.
  merged: 'close',
};
