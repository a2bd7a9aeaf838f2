import type { FieldProblem } from './forms/form.ts';

/** Why a command is refused: stable codes, each with a heading in docs/errors.md. */
export const REFUSAL_CODES = [
  'command-not-allowed-in-phase',
  'not-permitted',
  'not-the-assignee',
  'already-claimed',
  'already-assigned',
  'own-work',
  'unknown-category',
  'unknown-queue',
  'unknown-nature',
  'unknown-task',
  'hold-frozen',
  'hold-limit-reached',
  'nothing-to-acknowledge',
  'nothing-to-change',
  'not-your-team',
  'too-many',
  'urged-recently',
  'already-rated',
  'nobody-to-send-back-to',
  'link-not-valid',
  'link-expired',
  'unknown-attachment',
  'unknown-message',
  'unknown-step',
  'unknown-macro',
  'macro-input-missing',
  'unknown-resolution-code',
  'steps-missing',
  'fields-not-valid',
  'sub-tickets-open',
  'same-ticket',
  'another-customer',
  'cannot-merge',
  'cannot-unmerge',
  'nobody-may-approve',
  'not-an-approver',
  'already-approved',
  'approved-another-stage',
  'needed-in-later-stage',
  'approval-void',
  'question-open',
  'no-question-open',
  'critical-item-failed',
  'scores-not-valid',
  'unknown-review',
  'already-disputed',
  'not-disputed',
  'already-decided',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface Refusal {
  readonly refused: RefusalCode;
  /** For people; says what to do next, holds no personal data. */
  readonly detail: string;
  /** What is wrong with each field, where it is about fields. */
  readonly problems?: readonly FieldProblem[];
}

export const refuse = (refused: RefusalCode, detail: string): Refusal => ({ refused, detail });

export const isRefusal = (value: object): value is Refusal => 'refused' in value;
