/** What customers are asked once their ticket is solved (满意度). All times in minutes. */
import type { Titles } from '../vocabulary.ts';

export interface SurveyReason {
  readonly name: string;
  readonly title: Titles;
}

export interface SurveyPolicy {
  /** After the customer was told of the solution. */
  readonly delayMinutes: number;
  /** After they were asked; once. */
  readonly remindMinutes: number;
  /** After they were asked. */
  readonly expiresMinutes: number;
  /** Whoever was asked within this time is not asked again. */
  readonly restMinutes: number;
  /** Up to so many stars experts look into it, and the supervisor is told. */
  readonly low: number;
  /** What they may say it was about, by category; `default` for the others. */
  readonly reasons: Readonly<Record<string, readonly SurveyReason[]>>;
  /** Whoever gave so many stars for one of these categories is invited to review the shop. */
  readonly invite: { readonly stars: number; readonly categories: readonly string[]; readonly url?: string };
}
