/** What the use cases need from the outside, here of tickets, time and ids; adapters/ fills it. */
import type { Sealed } from './domain/audit.ts';
import type { Recorded, TicketOpened } from './domain/events.ts';
import type { Agent } from './domain/routing/agent.ts';
import type { Ticket } from './domain/ticket.ts';
import type { Instant } from './domain/time.ts';
import type { AgentId, Assignee, Phase, Priority, TicketId } from './domain/vocabulary.ts';
import type { ReviewSlot } from './ports-reviews.ts';

/** What happens to one ticket. */
export interface TicketChange {
  /** Undefined for a new ticket. */
  readonly before: Ticket | undefined;
  readonly after: Ticket;
  /** At least one, with seqs `before.version + 1` to `after.version`. */
  readonly events: readonly Recorded[];
  /** Whether the parked workflow has to look again; stands on the last event. */
  readonly wakes: boolean;
  /** Seqs of the events that nobody has to be told of, see `silentOf`; of all others those who tell people hear. */
  readonly silent?: readonly number[];
  /** Of the ticket afterwards, see `urgencyOf`: lists are sorted by it. */
  readonly urgency: string;
  /** Remembers the request that it came by, for ever, so that the same request is the same ticket. */
  readonly intake?: Intake;
  /** Of a ticket that is archived: the day, in UTC, from which its personal data is erased. */
  readonly eraseOn?: string;
  /** Events of it that are there already, without what is taken out of them. */
  readonly rewritten?: readonly Rewritten[];
}

export interface Rewritten {
  readonly before: Sealed;
  readonly after: Recorded;
  /** It stands there already: the change only tells of it. */
  readonly isWritten?: true;
}

/** One change of one ticket, and what it means for others: all of it is written in one transaction, or nothing. */
export interface Change extends TicketChange {
  /** What must hold of the new assignee when it is written; else the change is refused with `agent-changed`. */
  readonly taking?: Taking;
  /** Other tickets that change with it, each of them once. */
  readonly others?: readonly OtherChange[];
  /** A channel's nonce: a second use is refused. */
  readonly nonce?: Nonce;
  /** Remembers a person's command under their Idempotency-Key for 24 hours. */
  readonly command?: RememberedCommand & CommandKey;
  /** Reviews that are given by this change. */
  readonly slots?: readonly ReviewSlot[];
  /** How many tickets the person may reveal data of within an hour: one more is refused with `reveal-limit`. */
  readonly revealsPerHour?: number;
}

export interface OtherChange extends TicketChange {
  /** It makes room for the first one with the same assignee: refused with `being-answered` while somebody writes to its customer. */
  readonly aside?: true;
}

/** `joins`: the request did not open the ticket, but became a message of it. */
export interface Intake {
  readonly bodyHash: string;
  readonly joins?: JoiningRequest;
}

interface JoiningRequest {
  readonly channel: string;
  readonly uniqueId: string;
  /** What was answered, to be answered again. */
  readonly receipt: JoinedReceipt;
}

/** Where the ticket stood that a request joined. */
export interface JoinedReceipt {
  readonly code: string;
  readonly phase: Phase;
  readonly firstResponseDueAt: Instant;
  readonly resolutionDueAt: Instant;
  /** What the customer's link is made of. */
  readonly openedAt: Instant;
  readonly linkEpoch: number;
}

/** The agent as they were when they were chosen: nobody may have given them anything since. */
export interface Taking {
  readonly agent: Agent;
  /** Only if they are online, and their client, if it gives signs of life, has given one since. */
  readonly present?: { readonly seenSince: Instant };
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
  /** Somebody changed one of the tickets since it was read: read again and decide again. */
  | 'stale'
  | 'intake-taken'
  | 'code-taken'
  | 'nonce-used'
  | 'command-taken'
  /** The agent got another ticket, went away, or is not listed in that team any more: choose again. */
  | 'agent-changed'
  | 'reveal-limit'
  /** Somebody else was given the last review that the reviewer had room for: choose again. */
  | 'reviewer-full'
  | 'being-answered';

/** Somebody who has a ticket before them. */
export interface Attending {
  readonly agent: string;
  readonly state: 'viewing' | 'writing';
  readonly until: Instant;
}

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
  /** As it stands, by id; side by side with other such reads, and those of `readWithEvent`, all with one operation. */
  current(id: TicketId): Promise<Ticket | undefined>;
  /** A ticket, by id or code, and one event of its timeline if it has come so far: both with one operation. */
  readWithEvent(
    idOrCode: string,
    seq: number,
  ): Promise<{ readonly ticket: Ticket; readonly event?: Recorded } | undefined>;
  /** A ticket, by id or code, how it was opened, and who has it before them now: all with one operation. */
  lookAt(idOrCode: string): Promise<
    | {
        readonly ticket: Ticket;
        readonly opening: Recorded<TicketOpened>;
        readonly attending: readonly Attending[];
      }
    | undefined
  >;
  /** The ticket that a channel's request became, or joined. */
  findIntake(
    channel: string,
    uniqueId: string,
  ): Promise<{ readonly ticketId: TicketId; readonly bodyHash: string; readonly joined?: JoinedReceipt } | undefined>;
  /** What was said when it was opened, the description with it, and promised. Throws when there is no such ticket. */
  opening(id: TicketId): Promise<Recorded<TicketOpened>>;
  /** Events after `afterSeq`, oldest first. */
  timeline(id: TicketId, afterSeq: number, limit: number): Promise<Page<Recorded>>;
  /** Waiting tickets of a queue, most urgent first; the queue `review` holds those that wait for a reviewer. */
  queue(name: string, after: string | undefined, limit: number): Promise<Page<TicketSummary>>;
  /** Tickets an agent holds, most urgent first. */
  heldBy(agent: AgentId, after: string | undefined, limit: number): Promise<Page<TicketSummary>>;
  /** Tickets of a customer, whole: the open ones first, and newest first. */
  ofCustomer(
    customerId: string,
    after: string | undefined,
    limit: number,
    only?: 'open' | 'closed',
  ): Promise<Page<Ticket>>;
  /** Tickets whose first order this is, whole, newest first. */
  ofOrder(order: string, after: string | undefined, limit: number): Promise<Page<Ticket>>;
  /** Tickets of the customer and those whose first order this is, at most `limit` of each, newest first, whole. */
  earlier(customerId: string, order: string | undefined, limit: number): Promise<readonly Ticket[]>;
  /** The most urgent waiting tickets of each of these queues, at most `limit` of each, whole; in any order. */
  waiting(queues: readonly string[], limit: number): Promise<readonly Ticket[]>;
  /** What `waiting` finds, ids alone, and in order: the most urgent of all first, as the index has it. */
  firstWaiting(
    queues: readonly string[],
    limit: number,
  ): Promise<readonly { readonly id: TicketId; readonly queue: string }[]>;
  /** What an agent holds, whole, at most `limit`. */
  held(agent: AgentId, limit: number): Promise<readonly Ticket[]>;
  /** How many wait in a queue; costs a read unit per 30 or so. */
  backlog(queue: string): Promise<number>;
  /** Says that this person writes an answer; ends by itself. */
  draft(id: TicketId, by: string, until: Instant): Promise<void>;
  /** Says that this person looks at it, or writes; ends by itself. Answers with all who do now. */
  attend(id: TicketId, by: Attending): Promise<readonly Attending[]>;
  /** Who looks at it or writes now. */
  attending(id: TicketId): Promise<readonly Attending[]>;
  /** Uses up a nonce without a change; false when it was used before. */
  spendNonce(nonce: Nonce): Promise<boolean>;
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
