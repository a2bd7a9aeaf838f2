/** What each function may do: the whole of it. Beside this it writes its own log and, as a consumer, reads its own queue. */
import type { FunctionName } from '../contracts/environment.ts';

export type TicketIndex = 'byAssignee' | 'byQueue' | 'byCustomer' | 'byOrder' | 'byWake';

/** There is no action for a transaction: each item in it needs the action of its own kind. */
type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'BatchWriteItem'
  | 'Query'
  | 'ConditionCheckItem'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem';
type WorkflowAction = 'StartExecution' | 'SendTaskSuccess';
type QueueAction = 'SendMessage' | 'GetQueueAttributes';

type FileAction = 'PutObject' | 'GetObject' | 'DeleteObject';

export interface Grants {
  readonly ticket?: readonly TableAction[];
  /** Indexes of the ticket table that may be queried. */
  readonly indexes?: readonly TicketIndex[];
  readonly directory?: readonly TableAction[];
  readonly policy?: readonly TableAction[];
  readonly insight?: readonly TableAction[];
  readonly search?: readonly TableAction[];
  readonly outbound?: readonly TableAction[];
  readonly notice?: readonly TableAction[];
  readonly customer?: readonly TableAction[];
  /** Counts requests. */
  readonly rate?: readonly TableAction[];
  /** Of the state machine; nothing where the sweeper is the clockwork. */
  readonly workflow?: readonly WorkflowAction[];
  /** Of the ticket table, in the place of `workflow`. */
  readonly sweeper?: readonly TableAction[];
  /** Of the queue in which tickets wait for their second. */
  readonly dueQueue?: readonly QueueAction[];
  /** Of the queue of webhooks that have something to deliver. */
  readonly wakeQueue?: readonly 'SendMessage'[];
  /** Of the queue of those who tell people. */
  readonly noticeQueue?: readonly 'SendMessage'[];
  /** Of the queue of exports that have another slice. */
  readonly exportQueue?: readonly 'SendMessage'[];
  /** Looks at all dead letters, and moves them back to where they came from. */
  readonly letters?: true;
  /** Of files in quarantine, of those that are out of it, and of exports. */
  readonly files?: Readonly<Partial<Record<'incoming' | 'kept' | 'exports', readonly FileAction[]>>>;
  /** Reads the signing secret. */
  readonly secret?: true;
  /** Sends mail as the desk, where there is mail. */
  readonly mail?: true;
  /** Reads the secrets of those who carry messages. */
  readonly providers?: true;
}

// A change of a ticket puts its head and its events; one of its assignee finds two agents and updates their load.
const CHANGE = ['GetItem', 'PutItem'] as const;
const LOAD = ['GetItem', 'UpdateItem'] as const;
const COUNT = ['UpdateItem'] as const;

export const GRANTS: Readonly<Record<FunctionName, Grants>> = {
  // Reads earlier tickets of the customer and the order whole; a request that joins one which was on hold gives it back to its agent.
  intake: {
    ticket: [...CHANGE, 'BatchGetItem'],
    indexes: ['byCustomer', 'byOrder'],
    directory: LOAD,
    policy: ['GetItem'],
    rate: COUNT,
    secret: true,
  },
  // Reads the timeline, for what the customer may know.
  channel: { ticket: [...CHANGE, 'Query'], directory: LOAD, policy: ['GetItem'], rate: COUNT, secret: true },
  // Finds what waits most urgently, for those who take the next one; reads a timeline, for what is given back with a merged ticket.
  // Notes who has a ticket before them; signs the links of outside parties. Finds who approves and who reviews. The door looks up where
  // the caller stands with the ticket, in one batch.
  'desk-commands': {
    ticket: [...CHANGE, 'BatchGetItem', 'Query', 'UpdateItem'],
    indexes: ['byQueue'],
    directory: [...LOAD, 'BatchGetItem', 'Query'],
    policy: ['GetItem'],
    rate: COUNT,
    insight: ['BatchGetItem', 'Query'],
    customer: ['GetItem', 'PutItem'], // notes how somebody wants to be treated
    notice: ['UpdateItem'],
    secret: true,
  },
  // Writes down who has read a ticket. The door as above.
  'desk-queries': {
    ticket: ['GetItem', 'BatchGetItem', 'Query'],
    indexes: ['byAssignee', 'byQueue', 'byCustomer', 'byOrder'],
    directory: ['GetItem', 'BatchGetItem', 'Query'],
    policy: ['GetItem', 'Query'],
    rate: COUNT,
    insight: ['BatchGetItem', 'Query', 'PutItem'],
    customer: ['GetItem', 'Query'], // what was answered when the ticket was archived
    notice: ['BatchGetItem'],
    secret: true,
  },
  operations: {
    ticket: [...CHANGE, 'Query'], // puts the event of an agent who may take more than before; reads a timeline, puts repaired clocks
    directory: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'], // an agent who changes the team is put there and deleted here
    policy: ['GetItem', 'PutItem'],
    rate: COUNT,
    insight: ['Query', 'UpdateItem'], // notes who sees to an alarm
    workflow: ['StartExecution'],
    sweeper: ['UpdateItem'], // sets a due time
  },
  // Whose standing the door looks up, and nothing of tickets.
  'dead-letters': { directory: ['GetItem'], rate: COUNT, letters: true },
  search: {
    ticket: ['BatchGetItem'],
    directory: ['GetItem'],
    policy: ['GetItem'],
    search: ['GetItem', 'BatchGetItem', 'Query'],
    rate: COUNT,
    secret: true,
  },
  // Puts aside what an agent holds, unless an answer to it is half written.
  'advance-ticket': {
    ticket: ['PutItem', 'BatchGetItem', 'ConditionCheckItem'],
    indexes: ['byAssignee'],
    directory: [...LOAD, 'Query'],
    policy: ['BatchGetItem'],
    insight: ['BatchGetItem', 'Query'],
  },
  'archive-ticket': { ticket: CHANGE, policy: ['GetItem'] }, // a closed ticket is nobody's load
  'drive-workflow': {
    ticket: ['BatchGetItem'],
    policy: ['BatchGetItem'],
    workflow: ['StartExecution', 'SendTaskSuccess'],
  },
  // Does what advance-ticket and archive-ticket do, sets due times, and sends those that are near.
  'look-at-ticket': {
    ticket: [...CHANGE, 'BatchGetItem', 'ConditionCheckItem', 'UpdateItem'],
    indexes: ['byAssignee'],
    directory: [...LOAD, 'Query'],
    policy: ['BatchGetItem'],
    insight: ['BatchGetItem', 'Query'],
    dueQueue: ['SendMessage'],
  },
  sweep: { indexes: ['byWake'], dueQueue: ['SendMessage', 'GetQueueAttributes'] },
  // Begins and ends notices, puts what is told later, notes where somebody cannot be reached.
  notify: {
    ticket: ['GetItem', 'BatchGetItem'],
    directory: ['GetItem', 'Query'],
    policy: ['GetItem'],
    notice: ['BatchGetItem', 'Query', 'PutItem', 'UpdateItem'],
    // Asks customers, and counts them.
    customer: ['GetItem', 'PutItem'],
    insight: ['UpdateItem'],
    secret: true,
    mail: true,
    providers: true,
  },
  // Notes what arrived and what came back, and puts what is told by another channel; who complains is asked no more.
  'delivery-status': {
    notice: ['GetItem', 'BatchGetItem', 'UpdateItem', 'PutItem'],
    customer: ['GetItem', 'PutItem'],
    policy: ['GetItem'],
  },
  receipts: { notice: ['GetItem', 'UpdateItem', 'PutItem'], rate: COUNT, secret: true },
  'wake-notices': { notice: ['GetItem', 'Query', 'PutItem'], noticeQueue: ['SendMessage'] },
  // What waited for a second reviewer goes once they have said it.
  analytics: { ticket: ['BatchGetItem'], insight: ['BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem'] },
  // Reads timelines, as a rule single events; packs: what is packed leaves the fresh texts, what is merged the segments.
  'index-ticket': {
    ticket: ['BatchGetItem', 'Query'],
    search: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'],
  },
  'pull-work': {
    ticket: ['BatchGetItem', 'PutItem'],
    indexes: ['byAssignee', 'byQueue'],
    directory: ['BatchGetItem', 'UpdateItem'],
    policy: ['BatchGetItem'],
    insight: ['BatchGetItem'],
  },
  // Reads timelines; opens tickets for experts, and links them with those that were rated.
  'follow-answer': {
    ticket: ['BatchGetItem', 'PutItem', 'Query'],
    policy: ['GetItem'],
    customer: ['GetItem', 'PutItem'],
    insight: ['UpdateItem'],
    notice: ['PutItem'],
  },
  'tell-related': { ticket: CHANGE, directory: LOAD, policy: ['GetItem'] },
  // All that pull-work may, takes tickets from those on leave, raises and clears alarms.
  'watch-desk': {
    ticket: [...CHANGE, 'BatchGetItem'],
    indexes: ['byAssignee', 'byQueue'],
    directory: ['Query', 'UpdateItem'],
    policy: ['GetItem'],
    insight: ['BatchGetItem', 'PutItem', 'Query', 'UpdateItem'],
  },
  // Signs links, which may do no more than it: to put files into quarantine, and to read those that are out of it. Reads a timeline,
  // to say what has changed since a version.
  files: {
    ticket: [...CHANGE, 'Query'],
    directory: LOAD,
    policy: ['GetItem'],
    insight: ['PutItem'],
    rate: COUNT,
    files: { incoming: ['PutObject'], kept: ['GetObject'] },
  },
  // The same for who comes by a link, and what the customer may know.
  customer: {
    ticket: [...CHANGE, 'BatchGetItem', 'Query'],
    directory: LOAD,
    policy: ['GetItem'],
    rate: COUNT,
    // What they answer, and what they want to hear.
    customer: ['GetItem', 'PutItem'],
    insight: ['UpdateItem'],
    notice: ['BatchGetItem', 'UpdateItem'],
    secret: true,
    files: { incoming: ['PutObject'], kept: ['GetObject'] },
  },
  // For who approves by a link: reads the timeline, finds who approves or reviews next; what is rejected goes back to its agent.
  approver: {
    ticket: [...CHANGE, 'Query'],
    directory: [...LOAD, 'Query'],
    policy: ['GetItem'],
    insight: ['Query'],
    rate: COUNT,
    secret: true,
  },
  // Lets files out of quarantine by copying them.
  'check-upload': {
    ticket: CHANGE,
    directory: LOAD,
    policy: ['GetItem'],
    files: { incoming: ['GetObject', 'DeleteObject'], kept: ['PutObject', 'DeleteObject'] },
  },
  // Takes words out of events that are there, counts what somebody reveals, reads the facts of a day.
  privacy: {
    ticket: [...CHANGE, 'BatchGetItem', 'Query', 'UpdateItem'],
    directory: ['GetItem'],
    policy: ['GetItem'],
    insight: ['Query'],
    rate: COUNT,
    secret: true,
  },
  'retain-data': { ticket: [...CHANGE, 'Query', 'UpdateItem', 'DeleteItem'], policy: ['GetItem'] },
  // Signs links to files that others wrote.
  exports: {
    directory: ['GetItem'],
    outbound: ['GetItem', 'Query', 'PutItem'],
    rate: COUNT,
    files: { exports: ['GetObject'] },
    exportQueue: ['SendMessage'],
  },
  'work-export': {
    ticket: ['BatchGetItem'],
    policy: ['GetItem'],
    insight: ['Query'],
    outbound: ['GetItem', 'Query', 'PutItem'],
    files: { exports: ['GetObject', 'PutObject'] },
    exportQueue: ['SendMessage'],
  },
  'forget-files': {
    ticket: ['BatchGetItem'],
    files: { incoming: ['DeleteObject'], kept: ['DeleteObject'] },
  },
  // Reads, and repairs nothing.
  'reconcile-loads': { ticket: ['BatchGetItem'], indexes: ['byAssignee'], directory: ['GetItem', 'Query'] },
  // Removes webhooks, and brings forward what waits for them.
  webhooks: {
    directory: ['GetItem'],
    rate: COUNT,
    outbound: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    wakeQueue: ['SendMessage'],
    secret: true,
  },
  feed: { outbound: ['Query', 'PutItem', 'UpdateItem'], wakeQueue: ['SendMessage'] },
  // Takes away what waited when it was tried again.
  deliver: {
    outbound: ['BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    wakeQueue: ['SendMessage'],
    secret: true,
  },
  'wake-webhooks': { outbound: ['Query'], wakeQueue: ['SendMessage'] },
  'token-scopes': {},
};
