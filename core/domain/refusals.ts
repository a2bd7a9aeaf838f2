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
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface Refusal {
  readonly refused: RefusalCode;
  /** For people; says what to do next, holds no personal data. */
  readonly detail: string;
}

export const refuse = (refused: RefusalCode, detail: string): Refusal => ({ refused, detail });

export const isRefusal = (value: object): value is Refusal => 'refused' in value;
