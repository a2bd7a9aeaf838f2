import type { Clocks } from './clock.ts';
import type { Instant } from './time.ts';

export const PHASES = ['queued', 'handling', 'onHold', 'review', 'resolved', 'closed', 'archived'] as const;
export type Phase = (typeof PHASES)[number];

export const PRIORITIES = ['P0', 'P1', 'P2', 'P3'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const IMPACTS = ['one', 'several', 'many'] as const;
/** How many customers suffer from it (影响范围). */
export type Impact = (typeof IMPACTS)[number];

export const TIERS = ['standard', 'silver', 'gold', 'vip'] as const;
type Tier = (typeof TIERS)[number];

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const HOLD_REASONS = ['customer', 'thirdParty'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

export type TicketId = `tkt_${string}`;
export type AgentId = `agt_${string}`;

export interface Customer {
  readonly id: string;
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly tier: Tier;
}

export interface Assignee {
  readonly id: AgentId;
  readonly team: string;
  readonly name: string;
}

interface Resolution {
  readonly code: string;
  readonly text: string;
  /** When the agent said it was solved; the review may still send it back. */
  readonly at: Instant;
  /** Who said so: the assignee or a supervisor, who may not review it either. */
  readonly by: string;
}

interface Hold {
  readonly for: HoldReason;
  readonly since: Instant;
  /** The hold ends by itself here. */
  readonly until: Instant;
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
  readonly openedAt: Instant;
  readonly clocks: Clocks;
  /** Escalation level, 0 (none) to the policy's highest. */
  readonly level: number;
  readonly urges: number;
  readonly transfers: number;
  readonly reworks: number;
  readonly reopens: number;
  /** Agents it was taken from because nothing moved, or who gave it back: they are not chosen again. */
  readonly excluded: readonly AgentId[];
  /** After a breach: when it goes back to the queue unless the assignee does something first. */
  readonly requeueAt?: Instant;
  /** While it is overdue: when the supervisors are told again. Due on hold, it comes when the hold ends. */
  readonly remindAt?: Instant;
  readonly policyVersion: string;
  /** Seq of the last event folded in. */
  readonly version: number;
}

interface Held {
  readonly assignee: Assignee;
  readonly assignedAt: Instant;
  readonly acceptedAt?: Instant;
}

export type QueuedTicket = Common & {
  readonly phase: 'queued';
  readonly queuedAt: Instant;
  /** Since when nobody could be found for it. */
  readonly dispatchFailedAt?: Instant;
};
export type HandlingTicket = Common & Held & { readonly phase: 'handling' };
type OnHoldTicket = Common & Held & { readonly phase: 'onHold'; readonly hold: Hold };
type ReviewTicket = Common &
  Held & { readonly phase: 'review'; readonly resolution: Resolution; readonly reviewDueAt?: Instant };
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

/** A union on `phase`: what a phase does not have cannot be read. */
export type Ticket =
  | QueuedTicket
  | HandlingTicket
  | OnHoldTicket
  | ReviewTicket
  | ResolvedTicket
  | ClosedTicket
  | ArchivedTicket;

/** Who carries the ticket now, so that it counts for that agent's load. */
export const holder = (ticket: Ticket | undefined): Assignee | undefined =>
  ticket?.phase === 'handling' || ticket?.phase === 'onHold' ? ticket.assignee : undefined;

/** The wait of the workflow that belongs to where the ticket stands. */
export type Stage = 'handle' | 'review' | 'close' | 'archive' | 'done';

export const stageOf = (ticket: Pick<Ticket, 'phase'>): Stage => STAGES[ticket.phase];

const STAGES: Readonly<Record<Phase, Stage>> = {
  queued: 'handle',
  handling: 'handle',
  onHold: 'handle',
  review: 'review',
  resolved: 'close',
  closed: 'archive',
  archived: 'done',
};
