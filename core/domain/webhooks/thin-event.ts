/** What others are told of an event: ids, enums and numbers, never what people wrote. */
import type { Instant } from '../time.ts';

export interface ThinEvent {
  /** `<ticketId>.<seq>`; receivers know a duplicate by it. */
  readonly id: string;
  readonly type: string;
  readonly time: Instant;
  readonly ticketId: string;
  readonly code: string;
  readonly seq: number;
  /** After the event, as category, priority and queue. */
  readonly phase: string;
  readonly category: string;
  readonly priority: string;
  readonly queue: string;
  /** Kind of who caused it: customer, channel, agent or system. */
  readonly actor: string;
}

/** Where a reader of the feed goes on: with the event `index` of the entry `entry`. Entries are numbered without gaps. */
export interface FeedPosition {
  readonly entry: number;
  readonly index: number;
}

/** An event of the feed and its place in it. */
export interface Placed {
  readonly position: FeedPosition;
  readonly event: ThinEvent;
}

export const samePosition = (one: FeedPosition, other: FeedPosition): boolean =>
  one.entry === other.entry && one.index === other.index;
