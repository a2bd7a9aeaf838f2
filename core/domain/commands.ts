import type { AttachmentId } from './attachment.ts';
import type { Clocks } from './clocks/clock.ts';
import { DESK_TRANSITIONS, type DeskCommand, KEPT } from './desk-commands.ts';
import type { FieldValue } from './forms/form.ts';
import type { OnwardFacts } from './onward.ts';
import type { Reference } from './relations.ts';
import type { Scores } from './review/review.ts';
import type { RoutingReason } from './routing-events.ts';
import type { Ticket } from './ticket.ts';
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
  Tier,
} from './vocabulary.ts';

/** What a channel says about a request, once it is checked and normalised. */
export interface Open {
  readonly type: 'open';
  readonly id: TicketId;
  readonly code: string;
  readonly channel: string;
  readonly uniqueId: string;
  readonly subject: string;
  readonly description: string;
  readonly language: Language;
  readonly customer: Customer;
  readonly orders: readonly string[];
  /** The channel's own word for it, when it has one. */
  readonly category?: string;
  readonly impact: Impact;
  readonly tags: readonly string[];
  readonly related: readonly TicketId[];
  /** What was filled in of the form of its category. */
  readonly fields?: Readonly<Record<string, FieldValue>>;
  /** The channel's own thread, when it has such. */
  readonly conversation?: string;
  /** The ticket of which it does a part. */
  readonly parent?: Reference;
  /** The ticket out of a message of which it was made. */
  readonly splitFrom?: Reference;
  /** Instead of the category's own. */
  readonly queue?: string;
  /** Earlier tickets of the customer and of the order, the latest first. */
  readonly earlier: readonly Ticket[];
}

export type Command =
  | Open
  | DeskCommand
  | { readonly type: 'classify'; readonly category?: string; readonly priority?: Priority; readonly tier?: Tier }
  | { readonly type: 'queue'; readonly queue?: string; readonly reason?: string }
  | { readonly type: 'assign'; readonly assignee: Assignee; readonly reason?: string }
  /** By the router. */
  | {
      readonly type: 'dispatch';
      readonly assignee: Assignee;
      readonly by: 'dispatch' | 'lastResort' | 'pull';
      readonly routing: RoutingReason;
    }
  /** `choice`: another one was more urgent. */
  | { readonly type: 'claim'; readonly assignee: Assignee; readonly choice: boolean }
  /** Aside, for a more urgent one. */
  | { readonly type: 'pause'; readonly for: TicketId; readonly forCode: string }
  /** Nobody has claimed it: from now on it is pushed. */
  | { readonly type: 'leavePool' }
  /** The assignee is on leave. */
  | { readonly type: 'takeFromAbsent' }
  | { readonly type: 'accept' }
  | { readonly type: 'reply'; readonly text: string; readonly attachments?: readonly AttachmentId[] }
  | {
      readonly type: 'note';
      readonly text: string;
      readonly mentions?: readonly AgentId[];
      readonly attachments?: readonly AttachmentId[];
    }
  | { readonly type: 'hold'; readonly for: HoldReason; readonly reason?: string }
  | { readonly type: 'resume' }
  | {
      readonly type: 'customerReply';
      readonly text: string;
      readonly attachments?: readonly AttachmentId[];
      /** The ticket it was written to, which this one has absorbed. */
      readonly via?: TicketId;
    }
  | { readonly type: 'urge'; readonly text?: string }
  /** To another queue, to one team of it, or to one agent. */
  | {
      readonly type: 'transfer';
      readonly queue: string;
      readonly team?: string;
      readonly assignee?: Assignee;
      readonly reason: string;
      /** For whoever gets it. */
      readonly note?: string;
    }
  /** `nature`: one that the ladder knows, e.g. `technical`. */
  | { readonly type: 'escalate'; readonly reason: string; readonly nature?: string }
  /** Somebody who was told of the escalation sees to it: it does not climb. */
  | { readonly type: 'acknowledge'; readonly note?: string }
  | { readonly type: 'finishTask'; readonly task: number; readonly note?: string }
  | ({ readonly type: 'resolve'; readonly code: string; readonly text: string } & OnwardFacts)
  /** `request`: seq of the event that asked for it. */
  | ({ readonly type: 'approve'; readonly request: number; readonly remarks?: string } & OnwardFacts)
  | { readonly type: 'rejectApproval'; readonly request: number; readonly reason: string }
  /** An approver wants to know something first. */
  | { readonly type: 'askBack'; readonly request: number; readonly text: string }
  | { readonly type: 'answerBack'; readonly text: string }
  /** The agent takes back what was to be approved. */
  | { readonly type: 'withdraw'; readonly reason?: string }
  | { readonly type: 'review'; readonly verdict: 'pass'; readonly remarks?: string; readonly scores?: Scores }
  | {
      readonly type: 'review';
      readonly verdict: 'rework';
      /** What to mend. */
      readonly remarks: string;
      readonly scores?: Scores;
      /** Instead of the one who had it. */
      readonly to?: Assignee;
      /** Instead of the policy's. */
      readonly limitMinutes?: number;
    }
  /** `seq`: of the review. */
  | { readonly type: 'dispute'; readonly seq: number; readonly reason: string }
  | {
      readonly type: 'decideDispute';
      readonly seq: number;
      readonly upheld: boolean;
      readonly remarks: string;
      readonly scores?: Scores;
    }
  /** What a second reviewer finds who has not seen what the first one did. */
  | {
      readonly type: 'calibrate';
      readonly seq: number;
      readonly verdict: 'pass' | 'rework';
      readonly remarks?: string;
      readonly scores?: Scores;
    }
  | { readonly type: 'reopen'; readonly reason: string }
  | { readonly type: 'close' }
  | { readonly type: 'archive' }
  /** Nobody could be found for a queued ticket. */
  | { readonly type: 'dispatchFailed'; readonly because: 'nobodyOnline' | 'nobodyFree' | 'nobodyFits' }
  /** Whatever time has made due: warnings, breaches, the end of a hold, closing by silence. */
  | { readonly type: 'advance' }
  /** The clocks as the timeline has them take the place of those stored. */
  | { readonly type: 'rebuildClocks'; readonly clocks: Clocks; readonly differences: readonly string[] };

export type CommandName = Command['type'];

/**
 * In which phase a command is allowed: the one transition table, read by the code, the API (`allowed`) and
 * docs/transitions.md. `open` makes a ticket, so no phase allows it.
 */
export const TRANSITIONS: Readonly<Record<CommandName, readonly Phase[]>> = {
  ...DESK_TRANSITIONS,
  open: [],
  classify: ['queued', 'handling', 'paused', 'onHold', 'review'],
  queue: ['handling', 'paused', 'onHold'],
  assign: ['queued', 'handling', 'paused', 'onHold'],
  dispatch: ['queued'],
  claim: ['queued'],
  pause: ['handling'],
  leavePool: ['queued'],
  takeFromAbsent: ['handling', 'paused'],
  accept: ['handling'],
  // What a customer asks while it is reviewed, or says with their thanks, is answered without opening it again.
  reply: ['handling', 'paused', 'onHold', 'approval', 'review', 'resolved'],
  note: ['queued', 'handling', 'paused', 'onHold', 'approval', 'review', 'resolved', 'closed'],
  hold: ['handling'],
  resume: ['paused', 'onHold'],
  customerReply: ['queued', 'handling', 'paused', 'onHold', 'approval', 'review', 'resolved'],
  urge: ['queued', 'handling', 'paused', 'onHold', 'approval', 'review'],
  transfer: ['queued', 'handling', 'paused', 'onHold'],
  escalate: ['queued', 'handling', 'paused', 'onHold', 'approval', 'review'],
  acknowledge: ['queued', 'handling', 'paused', 'onHold', 'approval', 'review'],
  finishTask: ['queued', 'handling', 'paused', 'onHold', 'approval', 'review', 'resolved', 'closed'],
  resolve: ['handling'],
  approve: ['approval'],
  rejectApproval: ['approval'],
  askBack: ['approval'],
  answerBack: ['approval'],
  withdraw: ['approval'],
  review: ['review'],
  dispute: KEPT,
  decideDispute: KEPT,
  calibrate: KEPT,
  reopen: ['resolved'],
  close: ['resolved'],
  // Of a merged one: when the ticket that absorbed it is.
  archive: ['closed', 'merged'],
  dispatchFailed: ['queued'],
  advance: ['queued', 'handling', 'paused', 'onHold', 'approval', 'review', 'resolved', 'merged'],
  rebuildClocks: ['queued', 'handling', 'paused', 'onHold', 'approval', 'review', 'resolved', 'closed'],
};
