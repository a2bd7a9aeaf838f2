/** What reviews need from the outside. */
import type { Reviewer } from './domain/review/choosing.ts';
import type { AgentId, TicketId } from './domain/vocabulary.ts';

export interface Reviewers {
  /**
   * All of the directory, for a ticket; with one query of a small partition, which may be ten seconds old. A ticket that asks again
   * is told what is there now: something has changed since it was told.
   */
  all(ticket: TicketId): Promise<KnownReviewers>;
  /** Counts in what is remembered what is about to be given. */
  giving(slots: readonly ReviewSlot[]): void;
}

interface KnownReviewers {
  readonly reviewers: readonly Reviewer[];
  /** With what was about to be given since it was read, of which some may not have been. */
  readonly guessed: boolean;
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
