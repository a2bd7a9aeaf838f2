/** What reviews need from the outside. */
import type { Reviewer } from './domain/review/choosing.ts';
import type { AgentId } from './domain/vocabulary.ts';

export interface Reviewers {
  /** All of the directory, as they stand now; one query of a small partition. */
  all(): Promise<readonly Reviewer[]>;
}

/** A review that somebody is given, counted in the transaction that gives it: refused with `reviewer-full` when the quota is reached. */
export interface ReviewSlot {
  readonly reviewer: AgentId;
  /** Day of the desk. */
  readonly day: string;
  readonly quota: number;
  /** It is their first one of the day, as far as is known. */
  readonly first: boolean;
}
