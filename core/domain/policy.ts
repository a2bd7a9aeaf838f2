import type { Queue, RoutingPolicy } from './routing/routing-policy.ts';
import type { Language, Priority, Titles } from './ticket.ts';

/** Words that hit when the text contains one of them, whatever case or width it is written in. */
type Keywords = Readonly<Record<Language, readonly string[]>>;

export interface Category {
  readonly name: string;
  readonly title: Titles;
  readonly queue: string;
  readonly priority: Priority;
  readonly keywords: Keywords;
  /** Units of capacity that a ticket of it takes; else those of its priority. */
  readonly units?: number;
}

interface PriorityRule {
  /** One of these in the text… */
  readonly anyOf: readonly string[];
  /** …and, where given, one of these too. */
  readonly andAnyOf?: readonly string[];
  readonly category?: string;
  readonly priority: Priority;
}

/** The rules of the desk: a file that a business person can read, checked by `contracts/policy.ts`. All times in minutes. */
export interface Policy {
  /** Hash of the content; every ticket remembers under which it was opened. */
  readonly version: string;
  readonly channels: readonly { readonly name: string; readonly title: Titles }[];
  readonly queues: readonly Queue[];
  readonly categories: readonly Category[];
  /** For a text that no keyword hits. */
  readonly defaultCategory: string;
  /** First match wins; without one the category's priority holds. */
  readonly priorityRules: readonly PriorityRule[];
  readonly targets: Readonly<
    Record<Priority, { readonly firstResponseMinutes: number; readonly resolutionMinutes: number }>
  >;
  readonly warning: {
    readonly minutesBefore: number;
    readonly shortTargetMinutes: number;
    readonly percent: number;
  };
  readonly escalation: {
    /** After a breach, until an untouched ticket goes back to the queue. */
    readonly untouchedMinutes: number;
    /** After an escalation, until the next one of a ticket that is still open and overdue. */
    readonly remindMinutes: number;
    readonly highestLevel: number;
    /** This many urges of the customer raise the level. */
    readonly urgesPerLevel: number;
  };
  readonly dispatch: {
    /** Waits before the next attempts to find somebody; the last one repeats. */
    readonly retryMinutes: readonly number[];
  };
  readonly routing: RoutingPolicy;
  readonly hold: { readonly customerMinutes: number; readonly thirdPartyMinutes: number };
  readonly review: {
    /** A review that takes longer is escalated. */
    readonly limitMinutes: number;
    /** One round of rework more than this is escalated. */
    readonly reworkRounds: number;
  };
  readonly closing: {
    readonly reopenMinutes: number;
    /** At least this much time to resolve a ticket that was reopened. */
    readonly graceMinutes: number;
    /** A short message of nothing but these does not reopen a resolved ticket. */
    readonly thanks: readonly string[];
  };
}
