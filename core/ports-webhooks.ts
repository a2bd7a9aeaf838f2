/** What the feed and the webhooks need from outside; adapters/ fills it. */
import type { Instant } from './domain/time.ts';
import type { Breaker } from './domain/webhooks/breaker.ts';
import type { Outcome, Waiting } from './domain/webhooks/delivery.ts';
import type { FeedPosition, Placed, ThinEvent } from './domain/webhooks/thin-event.ts';
import type { Webhook } from './domain/webhooks/webhook.ts';
import type { Page } from './ports.ts';

/** All events of tickets, in the order in which they arrived here: entries without gaps, each with one event or more. Kept for 30 days. */
export interface Feed {
  /** Writes them as one entry behind the last one. At most 100. */
  append(events: readonly ThinEvent[]): Promise<void>;
  /** At least `limit` events from a position on, unless the feed ends before: an entry is read whole. */
  read(from: FeedPosition, limit: number): Promise<FeedPage>;
  /** Behind the last entry. */
  end(): Promise<FeedPosition>;
  /** The first entry that was written at or after this time, or behind the last one. */
  since(time: Instant): Promise<FeedPosition>;
  /** The event at a position; undefined when it is kept no longer. */
  at(position: FeedPosition): Promise<ThinEvent | undefined>;
}

export interface FeedPage {
  readonly items: readonly Placed[];
  /** Where the next page begins, also when nothing is there yet. */
  readonly next: FeedPosition;
  /** Nothing stands behind this page. */
  readonly ended: boolean;
  /** Events before the first item are kept no longer, and were not read. */
  readonly lost: boolean;
}

/** How far the deliveries to one endpoint have come. */
export interface Lane {
  /** Of the feed; everything before was delivered, waits for another attempt, or does not concern it. */
  readonly position: FeedPosition;
  readonly breaker: Breaker;
  /** Counts changes, from 1. */
  readonly version: number;
  /** Somebody is at it, and gives it back, or has died, by then. */
  readonly leasedUntil?: Instant;
  readonly lastDeliveredAt?: Instant;
}

/** One attempt, as the log keeps it for 7 days. */
export interface Attempt {
  readonly event: string;
  readonly type: string;
  readonly position?: FeedPosition;
  /** From 1. */
  readonly attempt: number;
  readonly at: Instant;
  readonly outcome: Outcome;
  readonly state: 'delivered' | 'waiting' | 'failed';
  readonly nextAt?: Instant;
}

/** What a round of attempts changes, all of it together. */
export interface Round {
  readonly position: FeedPosition;
  readonly breaker: Breaker;
  readonly attempts: readonly Attempt[];
  /** Waits that are over. */
  readonly over: readonly Waiting[];
  readonly waiting: readonly Waiting[];
  /** Set when it becomes disabled by what the receiver did. */
  readonly disabled?: Webhook;
  /** Gives the lane back. */
  readonly last: boolean;
}

export interface Webhooks {
  list(): Promise<readonly Webhook[]>;
  read(id: string): Promise<{ readonly webhook: Webhook; readonly lane: Lane } | undefined>;
  /** Its lane begins at `from`. */
  create(webhook: Webhook, from: FeedPosition): Promise<void>;
  /** `stale`: somebody has changed or removed it since. */
  replace(webhook: Webhook): Promise<'replaced' | 'stale'>;
  /** False when there is none. What waits for it goes with time. */
  remove(id: string): Promise<boolean>;
}

export interface Lanes {
  /** The webhook and its lane, with one operation. */
  read(id: string): Promise<{ readonly webhook: Webhook; readonly lane: Lane } | undefined>;
  /** Those that are due by then, the first one first. */
  due(id: string, by: Instant, limit: number): Promise<readonly Waiting[]>;
  /** The earliest that waits, due or not. */
  first(id: string): Promise<Waiting | undefined>;
  /** Takes the lane for a while, as it was read. Undefined when it has changed or somebody has it. */
  take(id: string, lane: Lane, until: Instant): Promise<Lane | undefined>;
  /** Undefined when the lane was taken away meanwhile: then nothing was written. */
  commit(id: string, lane: Lane, round: Round): Promise<Lane | undefined>;
}

/** For operators: what was tried, and doing it again. */
export interface Deliveries {
  /** The last attempts first. */
  attempts(id: string, after: string | undefined, limit: number): Promise<Page<Attempt>>;
  /** Attempts since a time whose delivery was given up, at most `limit`; the first one first. */
  givenUp(id: string, since: Instant, limit: number): Promise<readonly Attempt[]>;
  /** Puts deliveries in the way again, as if they had never been tried. */
  put(id: string, waiting: readonly Waiting[]): Promise<void>;
  /** Those that wait become due; at most `limit`. Answers how many. */
  hasten(id: string, now: Instant, limit: number): Promise<number>;
  /** Sets the lane to a position, or closes its breaker, or both, whoever has it. */
  move(id: string, to: { readonly position?: FeedPosition; readonly breaker?: Breaker }): Promise<void>;
}

/** Tells whoever delivers that there is something to do at an endpoint. */
export interface Wakes {
  send(wakes: readonly { readonly webhook: string; readonly delayS: number }[]): Promise<void>;
}

export interface Sender {
  /** One POST of JSON. Never rejects: what goes wrong is an outcome. */
  post(request: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }): Promise<Outcome>;
}

/** Signs what is sent, as the Standard Webhooks specification says. */
export interface Signer {
  /** A new secret's value, shown once: `whsec_…`. */
  secret(webhook: string, name: string): Promise<string>;
  /** The headers of a message, signed with each of the secrets. */
  headers(
    webhook: string,
    secrets: readonly string[],
    message: { readonly id: string; readonly at: Instant; readonly body: string },
  ): Promise<Readonly<Record<string, string>>>;
}
