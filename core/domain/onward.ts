/** Where a ticket goes once its agent says that it is solved. */
import type { ApprovalRequest } from './approval/approval.ts';
import type { Sampled } from './review/review.ts';
import type { Instant } from './time.ts';
import type { AgentId } from './vocabulary.ts';

export type Onward =
  | { readonly next: 'approval'; readonly approval: ApprovalRequest }
  | { readonly next: 'review'; readonly sampled: Sampled }
  /** Nobody reviews it: the customer is told at once. */
  | { readonly next: 'closing'; readonly closesAt: Instant; readonly sampled: Sampled };

/** Who may approve a stage, and who may as well once it is late. */
export interface Approvers {
  readonly of: readonly AgentId[];
  readonly late: readonly AgentId[];
}

/** What has to be known of the desk to say where a ticket goes; found before it is decided. */
export interface OnwardFacts {
  /** By the name of the stage. */
  readonly approvers?: Readonly<Record<string, Approvers>>;
  readonly reviewing?: {
    /** How many resolutions of this agent have passed. */
    readonly passed: number;
    readonly reviewer?: AgentId;
    readonly second?: AgentId;
    /** No reviewer has room today. */
    readonly full?: true;
  };
}
