/** What the sweeper needs from outside: the clockwork of a desk with more open tickets than there may be executions (ADR 0007). */

import type { Instant } from './domain/time.ts';
import type { Phase, TicketId } from './domain/vocabulary.ts';

/** A ticket, and when it has to be looked at. */
export interface Due {
  readonly ticketId: TicketId;
  readonly at: Instant;
}

/** Due times of tickets, kept in shards so that no partition is hot. */
export interface DueTimes {
  readonly shards: readonly number[];
  /** What is due before `until`, earliest first; may be a moment behind. `next`: where the following page begins. */
  page(
    shard: number,
    until: Instant,
    after: string | undefined,
  ): Promise<{ readonly due: readonly Due[]; readonly next?: string }>;
  /** As it stands now. Undefined when there is no such ticket; without `at` time brings it nothing any more. */
  read(
    ticketId: TicketId,
  ): Promise<{ readonly version: number; readonly phase: Phase; readonly at?: Instant } | undefined>;
  /** Without a change of the ticket; `stale`: somebody has changed it since that version. */
  set(due: Due, version: number): Promise<'set' | 'stale'>;
}

/** Where tickets wait for the second at which they are looked at. */
export interface DueQueue {
  /** Each comes out at its time, or at once when that has passed; at most 15 minutes from now. Rejects when one was not taken. */
  send(due: readonly Due[], now: Instant): Promise<void>;
  /** How many messages are in it, in whatever state: about. */
  size(): Promise<number>;
}
