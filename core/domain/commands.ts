import type { Assignee, Customer, HoldReason, Impact, Language, Phase, Priority, TicketId } from './ticket.ts';

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
}

export type Command =
  | Open
  | { readonly type: 'classify'; readonly category?: string; readonly priority?: Priority }
  | { readonly type: 'queue'; readonly queue?: string; readonly reason?: string }
  /** By a supervisor, or by the dispatch when the actor is the system. */
  | { readonly type: 'assign'; readonly assignee: Assignee; readonly reason?: string }
  | { readonly type: 'claim'; readonly assignee: Assignee }
  | { readonly type: 'accept' }
  | { readonly type: 'reply'; readonly text: string }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'hold'; readonly for: HoldReason; readonly reason?: string }
  | { readonly type: 'resume' }
  | { readonly type: 'customerReply'; readonly text: string }
  | { readonly type: 'urge'; readonly text?: string }
  /** To another queue, or to one agent of it. */
  | { readonly type: 'transfer'; readonly queue: string; readonly assignee?: Assignee; readonly reason: string }
  | { readonly type: 'escalate'; readonly reason: string }
  | { readonly type: 'resolve'; readonly code: string; readonly text: string }
  | { readonly type: 'review'; readonly verdict: 'pass'; readonly remarks?: string }
  | { readonly type: 'review'; readonly verdict: 'rework'; readonly remarks: string }
  | { readonly type: 'reopen'; readonly reason: string }
  | { readonly type: 'close' }
  | { readonly type: 'archive' }
  /** Nobody could be found for a queued ticket. */
  | { readonly type: 'dispatchFailed'; readonly because: 'nobodyOnline' | 'nobodyFree' }
  /** Whatever time has made due: warnings, breaches, the end of a hold, closing by silence. */
  | { readonly type: 'advance' };

export type CommandName = Command['type'];

/**
 * In which phase a command is allowed: the one transition table, read by the code, the API (`allowed`) and
 * docs/transitions.md. `open` makes a ticket, so no phase allows it.
 */
export const TRANSITIONS: Readonly<Record<CommandName, readonly Phase[]>> = {
  open: [],
  classify: ['queued', 'handling', 'onHold', 'review'],
  queue: ['handling', 'onHold'],
  assign: ['queued', 'handling', 'onHold'],
  claim: ['queued'],
  accept: ['handling'],
  reply: ['handling', 'onHold'],
  note: ['queued', 'handling', 'onHold', 'review', 'resolved', 'closed'],
  hold: ['handling'],
  resume: ['onHold'],
  customerReply: ['queued', 'handling', 'onHold', 'review', 'resolved'],
  urge: ['queued', 'handling', 'onHold', 'review'],
  transfer: ['queued', 'handling', 'onHold'],
  escalate: ['queued', 'handling', 'onHold', 'review'],
  resolve: ['handling'],
  review: ['review'],
  reopen: ['resolved'],
  close: ['resolved'],
  archive: ['closed'],
  dispatchFailed: ['queued'],
  advance: ['queued', 'handling', 'onHold', 'review', 'resolved'],
};
