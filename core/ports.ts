/** What the use cases need from the outside; adapters/ fills it. */
import type { Recorded, TicketOpened } from './domain/events.ts';
import type { Policy } from './domain/policy.ts';
import type { Agent, Presence } from './domain/routing.ts';
import type { AgentId, Assignee, Language, Phase, Priority, Ticket, TicketId } from './domain/ticket.ts';
import type { Instant } from './domain/time.ts';

/** One change of one ticket: all of it is written in one transaction, or nothing. */
export interface Change {
  /** Undefined for a new ticket. */
  readonly before: Ticket | undefined;
  readonly after: Ticket;
  /** At least one, with seqs `before.version + 1` to `after.version`. */
  readonly events: readonly Recorded[];
  /** Whether the parked workflow has to look again; stands on the last event. */
  readonly wakes: boolean;
  /** The new assignee must be below their capacity; else the change is refused with `agent-full`. */
  readonly withinCapacity?: boolean;
  /** Remembers a channel's request for ever, so that the same request is the same ticket. */
  readonly intake?: { readonly bodyHash: string };
  /** A channel's nonce: a second use is refused. */
  readonly nonce?: Nonce;
  /** Remembers a person's command under their Idempotency-Key for 24 hours. */
  readonly command?: RememberedCommand & CommandKey;
}

/** A person's Idempotency-Key; two persons may use the same. */
export interface CommandKey {
  readonly actorId: string;
  readonly key: string;
}

export interface Nonce {
  readonly channel: string;
  readonly value: string;
  readonly expiresAt: Instant;
}

export interface RememberedCommand {
  /** Of the command, the ticket and the body together. */
  readonly bodyHash: string;
  /** What was answered then, as JSON. */
  readonly answer: string;
}

/** Which condition of the transaction did not hold; nothing was written unless `committed`. */
export type CommitResult =
  | 'committed'
  /** Somebody changed the ticket since it was read: read again and decide again. */
  | 'stale'
  | 'intake-taken'
  | 'code-taken'
  | 'nonce-used'
  | 'command-taken'
  | 'agent-full';

export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; undefined on the last. */
  readonly next?: string;
}

/** What the lists show of a ticket. */
export interface TicketSummary {
  readonly id: TicketId;
  readonly code: string;
  readonly phase: Phase;
  readonly version: number;
  readonly channel: string;
  readonly subject: string;
  readonly category: string;
  readonly priority: Priority;
  readonly queue: string;
  readonly level: number;
  readonly assignee?: Assignee;
  readonly openedAt: Instant;
  readonly firstResponseDueAt: Instant;
  readonly resolutionDueAt: Instant;
}

export interface Tickets {
  commit(change: Change): Promise<CommitResult>;
  /** By id or code; undefined when there is none. With the remembered command of this key, if asked for. */
  read(
    idOrCode: string,
    commandKey?: CommandKey,
  ): Promise<{ readonly ticket: Ticket; readonly command?: RememberedCommand } | undefined>;
  /** A ticket, by id or code, and one event of its timeline if it has come so far: both with one operation. */
  readWithEvent(
    idOrCode: string,
    seq: number,
  ): Promise<{ readonly ticket: Ticket; readonly event?: Recorded } | undefined>;
  /** The ticket that a channel's request became. */
  findIntake(
    channel: string,
    uniqueId: string,
  ): Promise<{ readonly ticketId: TicketId; readonly bodyHash: string } | undefined>;
  /** What was said when it was opened, the description with it. Throws when there is no such ticket. */
  opening(id: TicketId): Promise<TicketOpened['data']>;
  /** Events after `afterSeq`, oldest first. */
  timeline(id: TicketId, afterSeq: number, limit: number): Promise<Page<Recorded>>;
  /** Waiting tickets of a queue, most urgent first; the queue `review` holds those that wait for a reviewer. */
  queue(name: string, after: string | undefined, limit: number): Promise<Page<TicketSummary>>;
  /** Tickets an agent holds, most urgent first. */
  heldBy(agent: AgentId, after: string | undefined, limit: number): Promise<Page<TicketSummary>>;
  /** Tickets of a customer: the open ones first, and newest first. */
  ofCustomer(customerId: string, after: string | undefined, limit: number): Promise<Page<TicketSummary>>;
  /** Tickets whose first order this is, newest first. */
  ofOrder(order: string, after: string | undefined, limit: number): Promise<Page<TicketSummary>>;
  /** Ids of the customer's open tickets, newest first, at most `limit`. */
  openOf(customerId: string, limit: number): Promise<readonly TicketId[]>;
  /** Ids of the tickets whose first order this is, newest first, at most `limit`. */
  idsOfOrder(order: string, limit: number): Promise<readonly TicketId[]>;
  /** Uses up a nonce without a change; false when it was used before. */
  spendNonce(nonce: Nonce): Promise<boolean>;
}

export interface Directory {
  team(name: string): Promise<readonly Agent[]>;
  agent(id: AgentId): Promise<Agent | undefined>;
  /** Creates or replaces what the desk says of an agent; load and last assignment stay. */
  put(agent: Omit<Agent, 'open' | 'lastAssignedAt'>): Promise<Agent>;
  /** Undefined when there is no such agent. */
  setPresence(id: AgentId, presence: Presence): Promise<Agent | undefined>;
}

export interface Policies {
  /** The active policy; may be up to a minute old. */
  active(): Promise<Policy>;
  /** Stores an immutable version and makes it the active one. */
  publish(policy: Policy): Promise<void>;
}

/** The workflow of a ticket, seen from outside. */
export interface Workflow {
  /** Starts the execution `<ticketId>-<generation>`; a second start of the same is no error and changes nothing. */
  start(ticketId: TicketId, generation: number): Promise<'started' | 'exists'>;
  /** Where the workflow of a ticket is parked, if it is. */
  parked(ticketId: TicketId): Promise<Parking | undefined>;
  /** Wakes it; `gone` when the wait has ended otherwise in the meantime. */
  wake(parking: Parking, position: Position): Promise<'woken' | 'gone'>;
}

interface Parking {
  readonly token: string;
  /** Version of the ticket as the workflow saw it when it was parked. */
  readonly version: number;
}

/** Where a ticket stands, as the workflow needs it: the output of its Lambda tasks and of every wake-up. */
export interface Position {
  readonly ticketId: TicketId;
  readonly version: number;
  readonly stage: 'handle' | 'review' | 'close' | 'archive' | 'done';
  /** How long the workflow may sleep: whole seconds, at least 1. */
  readonly seconds: number;
}

interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly language: Language;
}

export interface Mailer {
  send(mail: Mail): Promise<void>;
}

/** Remembers that the effect of an event was done, so that a second delivery does nothing. */
export interface Effects {
  /** `effectId` begins with the ticket's id and a dot. `busy`: somebody is at it, or died at it less than a lease ago; come again. */
  begin(effectId: string): Promise<'begun' | 'done' | 'busy'>;
  done(effectId: string): Promise<void>;
}

/** Numbers per day and category, in the desk's zone (Asia/Shanghai). */
export interface DayNumbers {
  readonly day: string;
  readonly category: string;
  readonly created: number;
  readonly resolved: number;
  readonly firstResponseBreached: number;
  readonly resolutionBreached: number;
  /** Sums, to be divided by their counts: milliseconds. */
  readonly firstResponded: number;
  readonly firstResponseMs: number;
  readonly resolutionMs: number;
}

/** What a ticket contributes to the numbers of its day; replaced as a whole when the ticket has moved on. */
export interface Fact {
  readonly ticketId: TicketId;
  readonly version: number;
  /** Everything counts on the day the ticket was opened, so that the parts of a row belong together. */
  readonly numbers: DayNumbers;
}

export interface Insight {
  /** Puts a fact in the place of the ticket's older one and moves the day's numbers by the difference; older facts change nothing. */
  record(fact: Fact): Promise<void>;
  day(day: string): Promise<readonly DayNumbers[]>;
}

export interface Time {
  now(): Instant;
  /** Waits a random short while, longer with every attempt (from 1), so that those who collided do not collide again. */
  jitter(attempt: number): Promise<void>;
}

export interface Ids {
  ticketId(): TicketId;
  /** Eight characters, Crockford base 32. */
  code(): string;
}
