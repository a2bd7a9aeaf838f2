/** What time brings to a ticket: misses of its promises, and whom they are told. */
import type { ClockName } from './clocks/clock.ts';
import type { Addressee } from './escalation/addressee.ts';
import type { Action } from './escalation/ladder.ts';
import type { Instant } from './time.ts';

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

/** Where the ticket stood when its time was up; `retargeted`: a new promise was over before it was given. */
export type MissCause = 'waiting' | 'inHand' | 'pushedAside' | 'onHold' | 'inReview' | 'retargeted';

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

export type ClockEvent =
  | TicketWarned
  | TicketBreached
  | TicketOverdue
  | TicketEscalated
  | TicketAcknowledged
  | TicketTaskFinished
  | TicketPromised
  | TicketClocksRebuilt;
