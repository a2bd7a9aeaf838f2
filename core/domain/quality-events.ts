/** What happens between the agent's "solved" and the customer's: approval, review, and what follows from it. */
import type { ApprovalRequest } from './approval/approval.ts';
import type { Onward } from './onward.ts';
import type { PrecheckResult, Scores } from './review/review.ts';
import type { Instant } from './time.ts';
import type { AgentId, Assignee } from './vocabulary.ts';

interface TicketResolved {
  readonly type: 'ticket.resolved';
  readonly data: {
    readonly code: string;
    readonly text: string;
    readonly precheck?: PrecheckResult;
    /** Without it, to the review. */
    readonly onward?: Onward;
  };
}
/** What was to be approved has changed: what was given is void. */
interface TicketApprovalRequested {
  readonly type: 'ticket.approval-requested';
  readonly data: { readonly because: 'changed'; readonly onward: Onward };
}
interface TicketApproved {
  readonly type: 'ticket.approved';
  readonly data: {
    readonly request: number;
    readonly stage: string;
    readonly remarks?: string;
    /** Of the stage that is asked now. */
    readonly asks?: Pick<ApprovalRequest, 'remindAt' | 'dueAt'> & {
      readonly stage: string;
      /** Instead of those whom the request named: somebody is on leave since, or has come back. */
      readonly approvers?: readonly AgentId[];
      readonly late?: readonly AgentId[];
    };
    /** It goes on with its stage, and the question that was open is theirs who said yes: the time of the stage begins anew. */
    readonly again?: Pick<ApprovalRequest, 'remindAt' | 'dueAt'>;
    /** It was the last yes. */
    readonly onward?: Onward;
  };
}
interface TicketApprovalRejected {
  readonly type: 'ticket.approval-rejected';
  readonly data: Watched & { readonly request: number; readonly reason: string };
}
interface TicketApprovalQuestion {
  readonly type: 'ticket.approval-question';
  /** Without times, of before there were any: it waits for ever. */
  readonly data: Partial<Pick<ApprovalRequest, 'remindAt' | 'dueAt'>> & {
    readonly request: number;
    readonly text: string;
  };
}
interface TicketApprovalAnswered {
  readonly type: 'ticket.approval-answered';
  /** The time of the stage begins anew. */
  readonly data: Pick<ApprovalRequest, 'remindAt' | 'dueAt'> & { readonly text: string };
}
interface TicketApprovalReminded {
  readonly type: 'ticket.approval-reminded';
  /** `of`: whoever asked for the yes, to answer the question of an approver; else the approvers, of the stage. */
  readonly data: { readonly stage: string; readonly of?: 'question' };
}
interface TicketApprovalLate {
  readonly type: 'ticket.approval-late';
  readonly data: {
    readonly stage: string;
    /** Who may approve it as well from now on. */
    readonly added: readonly AgentId[];
    readonly dueAt: Instant;
  };
}
interface TicketApprovalWithdrawn {
  readonly type: 'ticket.approval-withdrawn';
  /** `unanswered`: nobody took it back; whose question has waited too long. */
  readonly data: Watched & { readonly reason?: string; readonly unanswered?: AgentId };
}

interface Watched {
  readonly requeueAt?: Instant;
  readonly remindAt?: Instant;
}

interface TicketReviewed {
  readonly type: 'ticket.reviewed';
  readonly data: { readonly score?: number; readonly items?: Scores } & (
    | { readonly verdict: 'pass'; readonly remarks?: string; readonly closesAt: Instant }
    | (Watched & {
        readonly verdict: 'rework';
        readonly remarks: string;
        /** Instead of the one who had it. */
        readonly to?: { readonly assignee: Assignee; readonly units: number };
        readonly reworkBy?: Instant;
        /** That was one round too many: those who know most have it from now on. */
        readonly expert?: true;
      })
  );
}
interface TicketReworkLate {
  readonly type: 'ticket.rework-late';
  readonly data: Record<string, never>;
}
interface TicketDisputed {
  readonly type: 'ticket.disputed';
  /** `review`: seq of it. */
  readonly data: { readonly review: number; readonly reason: string };
}
interface TicketDisputeDecided {
  readonly type: 'ticket.dispute-decided';
  readonly data: {
    readonly review: number;
    readonly upheld: boolean;
    readonly remarks: string;
    readonly score?: number;
    readonly items?: Scores;
  };
}
interface TicketCalibrated {
  readonly type: 'ticket.calibrated';
  readonly data: {
    readonly review: number;
    readonly verdict: 'pass' | 'rework';
    readonly remarks?: string;
    readonly score?: number;
    readonly items?: Scores;
  };
}

export type QualityEvent =
  | TicketResolved
  | TicketApprovalRequested
  | TicketApproved
  | TicketApprovalRejected
  | TicketApprovalQuestion
  | TicketApprovalAnswered
  | TicketApprovalReminded
  | TicketApprovalLate
  | TicketApprovalWithdrawn
  | TicketReviewed
  | TicketReworkLate
  | TicketDisputed
  | TicketDisputeDecided
  | TicketCalibrated;
