/** Some resolutions need somebody's yes before the customer is told (审批): what a policy asks, and how far a ticket has come. */
import type { Addressee } from '../escalation/addressee.ts';
import type { StepCondition } from '../handling/checklist.ts';
import type { Instant } from '../time.ts';
import type { AgentId, Titles } from '../vocabulary.ts';

/** All that it names must hold; of a list any. */
export interface ApprovalCondition extends StepCondition {
  readonly category?: readonly string[];
}

export interface ApprovalStage {
  readonly name: string;
  readonly title: Titles;
  /** Whoever of them is not on leave; else who stands in for them. */
  readonly of: readonly Addressee[];
  /** So many of them have to agree. */
  readonly need: number;
  /** Minutes of the ticket's calendar; half of it later they are reminded. */
  readonly limitMinutes: number;
  /** At the end of it these are asked as well: silence never approves. */
  readonly escalateTo: readonly Addressee[];
}

/** Every rule that holds asks for its stages, in the order of the policy; a stage of the same name is asked once. */
export interface ApprovalRule {
  readonly name: string;
  readonly title: Titles;
  readonly when: ApprovalCondition;
  readonly stages: readonly ApprovalStage[];
}

/** A stage for one ticket: with people in place of roles, as they were when it was asked. */
export interface AskedStage {
  readonly name: string;
  readonly approvers: readonly AgentId[];
  readonly need: number;
  readonly limitMinutes: number;
  /** Who are asked as well once it is late. */
  readonly late: readonly AgentId[];
}

/** What a request says. Of several stages the first is asked at once, the others one after the other. */
export interface ApprovalRequest {
  readonly stages: readonly AskedStage[];
  readonly remindAt: Instant;
  readonly dueAt: Instant;
}

interface Question {
  readonly by: AgentId;
  readonly text: string;
  /** Who asked for the yes is reminded then. Gone when they were. */
  readonly remindAt?: Instant;
  /** Without an answer by then it goes back to be handled. */
  readonly dueAt?: Instant;
}

/** Of the request that holds. */
export interface Approval {
  /** Seq of the event that asked: an answer names it, so that nobody approves what has changed since. */
  readonly request: number;
  readonly stages: readonly AskedStage[];
  /** Index of the stage that is asked. */
  readonly stage: number;
  readonly given: readonly { readonly by: AgentId; readonly stage: number }[];
  readonly askedAt: Instant;
  /** Of the stage. Gone when they were reminded. */
  readonly remindAt?: Instant;
  readonly dueAt: Instant;
  /** How often the stage was late. */
  readonly late: number;
  /** An approver wants to know something first. */
  readonly question?: Question;
}
