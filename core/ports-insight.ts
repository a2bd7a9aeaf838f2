/** What the numbers of the desk are kept in. */
import type { TicketCourse } from './domain/preview.ts';
import type { QualityPart, QualityRow, ReviewTask } from './domain/review/quality.ts';
import type { Tally } from './domain/routing/learning.ts';
import type { QueueLoad } from './domain/routing/overflow.ts';
import type { Colour } from './domain/routing/routing-policy.ts';
import type { Instant } from './domain/time.ts';
import type { AgentId, TicketId } from './domain/vocabulary.ts';
import type { Page } from './ports.ts';

/** Numbers per day and category, in the desk's zone (Asia/Shanghai). */
export interface DayNumbers {
  readonly day: string;
  readonly category: string;
  readonly created: number;
  readonly resolved: number;
  /** Went on in another ticket: they are neither open nor resolved by themselves. */
  readonly merged?: number;
  readonly firstResponseBreached: number;
  readonly resolutionBreached: number;
  /** Sums, to be divided by their counts: milliseconds. */
  readonly firstResponded: number;
  readonly firstResponseMs: number;
  readonly resolutionMs: number;
}

export interface QueueState extends QueueLoad {
  readonly queue: string;
  readonly colour: Colour;
  readonly at: Instant;
  /** When it got this colour. */
  readonly since: Instant;
}

/** What a closed ticket tells of the one who closed it. */
export interface Lesson {
  readonly team: string;
  readonly agent: AgentId;
  readonly category: string;
  readonly minutes: number;
  readonly firstContact: boolean;
  /** Reviews that it has passed. */
  readonly passed?: number;
}

/** What a ticket contributes to the numbers of its day; replaced as a whole when the ticket has moved on. */
export interface Fact {
  readonly ticketId: TicketId;
  readonly version: number;
  /** Everything counts on the day the ticket was opened, so that the parts of a row belong together. */
  readonly numbers: DayNumbers;
  /** Once it is closed. */
  readonly lesson?: Lesson;
  /** How its promises went. */
  readonly course: TicketCourse;
  /** What its reviews, or that there was none, add to the numbers of agents and reviewers. */
  readonly quality?: readonly QualityPart[];
  /** What of it waits for a second reviewer. */
  readonly reviewTasks?: readonly ReviewTask[];
}

export interface Insight {
  /** What the agents of a team have closed of a category; may be an hour old. */
  tallies(team: string, category: string): Promise<ReadonlyMap<AgentId, Tally>>;
  /** How many resolutions of an agent, of any category, have passed a review and were closed. */
  passed(team: string, agent: AgentId): Promise<number>;
  /**
   * The load of a queue as it was last looked at; may be half a minute old. One operation for all queues in that time. Undefined when
   * nobody has looked yet.
   */
  queueState(queue: string): Promise<QueueState | undefined>;
  /** Reads them anew, with the same operation as `Tickets.current`, when they were asked for before and are older than half a minute. */
  refreshQueueStates(): Promise<void>;
  /** Of all queues; nothing is done when a later look has written. */
  putQueueStates(states: readonly QueueState[]): Promise<void>;
  /** The last fact of a ticket, with the same operation as `Tickets.current` when both are asked for side by side. */
  fact(ticketId: TicketId): Promise<Fact | undefined>;
  /**
   * Puts a fact in the place of `before` and moves the sums by the difference; those that come side by side in one transaction.
   * `stale`: another one has come to that place, read again.
   */
  record(fact: Fact, before: Fact | undefined): Promise<'recorded' | 'stale'>;
  day(day: string): Promise<readonly DayNumbers[]>;
  /** Reviews of a day of the desk, by agent and reviewer; one query. */
  quality(day: string): Promise<readonly QualityRow[]>;
  /** What waits for a second reviewer, oldest first; `after`: as `<since>#<ticketId>#<seq>`. */
  reviewTasks(kind: ReviewTask['kind'], after: string | undefined, limit: number): Promise<Page<ReviewTask>>;
  /** Facts of the tickets opened on a day, read page by page as they are asked for; in any order. */
  factsOf(day: string): AsyncIterable<Fact>;
}
