/** What the use cases need from the outside; adapters/ fills it. */
import type { Alarm, Episode, Untouched } from './domain/alarms.ts';
import type { Sealed } from './domain/audit.ts';
import type { Recorded, TicketOpened } from './domain/events.ts';
import type { Policy } from './domain/policy.ts';
import type { TicketCourse } from './domain/preview.ts';
import type { QualityPart, QualityRow, ReviewTask } from './domain/review/quality.ts';
import type { Agent, AgentProfile, Presence } from './domain/routing/agent.ts';
import type { Tally } from './domain/routing/learning.ts';
import type { QueueLoad } from './domain/routing/overflow.ts';
import type { Colour } from './domain/routing/routing-policy.ts';
import type { Team } from './domain/routing/team.ts';
import type { Stage, Ticket } from './domain/ticket.ts';
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

export interface Roster {
  /** Undefined when nothing more was said of the team than who is in it. */
  readonly team?: Team;
  readonly agents: readonly Agent[];
}

/** Where somebody stands at the desk. */
export interface Standing {
  readonly team: string;
  readonly scope: 'team' | 'desk';
  /** Last day at the desk. */
  readonly until?: string;
}

/** Undefined for who is not listed; may be ten seconds old. */
export type Standings = (id: AgentId) => Promise<Standing | undefined>;

export interface Directory {
  /** With one query. */
  team(name: string): Promise<Roster>;
  agent(id: AgentId): Promise<Agent | undefined>;
  /** One agent of a team, with its roster: for the router with the same operation as `Tickets.current`. Undefined for who is not listed there (any more). */
  member(team: string, id: AgentId): Promise<{ readonly team: Team | undefined; readonly agent: Agent | undefined }>;
  /** Names of all teams that have agents or a roster. */
  teams(): Promise<readonly string[]>;
  /** Creates or replaces what the desk says of an agent; what they hold, and their presence unless one is given, stay. */
  put(agent: AgentProfile & { readonly presence?: Presence }): Promise<Agent>;
  putTeam(team: Team): Promise<void>;
  /** False when there is no such agent; `holds-tickets`: nothing is removed as long as they hold any. */
  removeAgent(id: AgentId): Promise<boolean | 'holds-tickets'>;
  /** Its roster alone; `has-agents`: nothing is removed as long as it has any. */
  removeTeam(name: string): Promise<boolean | 'has-agents'>;
  /** Ends the watch of a client that gave signs of life. Undefined when there is no such agent. */
  setPresence(id: AgentId, presence: Presence): Promise<Agent | undefined>;
  /** A sign of life of the agent's client. Undefined when there is no such agent. */
  beat(id: AgentId): Promise<Agent | undefined>;
}

/** Who made a version the active one, when and why. */
export interface PolicyChange {
  readonly version: string;
  readonly time: Instant;
  readonly by: string;
  /** The whole file, or the rules of routing alone. */
  readonly what: 'policy' | 'rules';
  readonly reason?: string;
}

export interface Policies {
  /** The active policy as it holds now, with the promotion that runs; may be a second old. */
  active(): Promise<Policy>;
  /** A version as it was published, promotions aside; undefined when it was never stored here. */
  version(version: string): Promise<Policy | undefined>;
  /**
   * Stores an immutable version, makes it the active one and remembers the change. `seen`: only when that version is still the
   * active one; else `stale`, and the next `active` reads anew.
   */
  publish(policy: Policy, change: Omit<PolicyChange, 'version'>, seen?: string): Promise<'published' | 'stale'>;
  /** The last changes, the latest first. */
  history(limit: number): Promise<readonly PolicyChange[]>;
}

/** The workflow of a ticket, seen from outside. */
export interface Workflow {
  /** Starts the execution `<ticketId>-<generation>`; a second start of the same is no error and changes nothing. */
  start(ticketId: TicketId, generation: number): Promise<'started' | 'exists'>;
  /** Where the workflow of a ticket is parked, if it is, and the ticket as it stands: with one operation for all asked side by side. */
  parked(ticketId: TicketId): Promise<(Parking & { readonly ticket: Ticket }) | undefined>;
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
  readonly stage: Stage;
  /** How long the workflow may sleep: whole seconds, at least 1. */
  readonly seconds: number;
}

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

/** As the list of a queue knows it. */
export interface Waiting extends Untouched {
  readonly id: TicketId;
  readonly version: number;
}

/** What waits and what nobody touches, from the lists of tickets alone. */
export interface AlarmReads {
  /** All that wait in a queue, most urgent first; a read unit per twenty or so. */
  waitingIn(queue: string): Promise<readonly Waiting[]>;
  /**
   * Given to somebody who has neither accepted nor answered them: of each of these priorities the hundred that have been so for
   * longest; there may be some of other priorities among them. One query, or one per priority while there are a hundred.
   */
  untouched(priorities: readonly Priority[]): Promise<readonly Untouched[]>;
}

export interface Alarms {
  /** The last episode of every alarm that was ever on. */
  last(): Promise<readonly Episode[]>;
  /** Begins an episode and tells of it on the bus, in one transaction; false when somebody else has begun it. */
  raise(episode: Episode, alarm: Alarm): Promise<boolean>;
  /** Ends an episode; nothing is done when it has ended already. */
  clear(episode: Pick<Episode, 'alarm' | 'number'>, at: Instant): Promise<void>;
  /** Notes who sees to the episode that is on, once. The episode as it stands then; none when the alarm was never on. */
  acknowledge(
    alarm: string,
    by: NonNullable<Episode['acknowledged']>,
  ): Promise<{ readonly done: boolean; readonly episode?: Episode }>;
  /** What was told on the bus; undefined when it is not there. */
  raised(
    alarm: string,
    number: number,
  ): Promise<{ readonly alarm: Pick<Alarm, 'title' | 'when' | 'to'>; readonly episode: Episode } | undefined>;
}
