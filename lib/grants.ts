/** What each function may do: the whole of it. Beside this it writes its own log and, as a consumer, reads its own queue. */
import type { FunctionName } from '../contracts/environment.ts';

export const TICKET_INDEXES = ['byAssignee', 'byQueue', 'byCustomer', 'byOrder'] as const;
export type TicketIndex = (typeof TICKET_INDEXES)[number];

/** There is no action for a transaction: each item in it needs the action of its own kind. */
type TableAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'ConditionCheckItem';
type WorkflowAction = 'StartExecution' | 'SendTaskSuccess';

export interface Grants {
  readonly ticket?: readonly TableAction[];
  /** Indexes of the ticket table that may be queried. */
  readonly indexes?: readonly TicketIndex[];
  readonly directory?: readonly TableAction[];
  readonly policy?: readonly TableAction[];
  readonly insight?: readonly TableAction[];
  readonly workflow?: readonly WorkflowAction[];
  /** Reads the signing secret. */
  readonly secret?: true;
  /** Sends mail as the desk. */
  readonly mail?: true;
}

const CHANGE = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'] as const;
const READ = ['GetItem', 'BatchGetItem', 'Query'] as const;

export const GRANTS: Readonly<Record<FunctionName, Grants>> = {
  intake: {
    ticket: ['GetItem', 'PutItem', 'ConditionCheckItem'],
    indexes: ['byCustomer'],
    policy: ['GetItem', 'Query'],
    secret: true,
  },
  channel: { ticket: CHANGE, directory: ['UpdateItem'], policy: ['GetItem'], secret: true },
  'desk-commands': { ticket: CHANGE, directory: ['GetItem', 'Query', 'UpdateItem'], policy: ['GetItem'] },
  'desk-queries': {
    ticket: READ,
    indexes: TICKET_INDEXES,
    directory: ['GetItem', 'Query'],
    insight: ['GetItem', 'Query'],
    secret: true,
  },
  operations: {
    ticket: READ,
    directory: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
    policy: ['GetItem', 'PutItem', 'UpdateItem'],
    workflow: ['StartExecution'],
  },
  'advance-ticket': { ticket: CHANGE, directory: ['GetItem', 'Query', 'UpdateItem'], policy: ['GetItem'] },
  'archive-ticket': { ticket: CHANGE, directory: ['GetItem'], policy: ['GetItem'] },
  'drive-workflow': {
    ticket: ['GetItem', 'BatchGetItem'],
    policy: ['GetItem'],
    workflow: ['StartExecution', 'SendTaskSuccess'],
  },
  notify: {
    ticket: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'],
    directory: ['GetItem', 'Query'],
    policy: ['GetItem'],
    secret: true,
    mail: true,
  },
  analytics: { ticket: ['GetItem', 'BatchGetItem'], insight: ['GetItem', 'PutItem', 'UpdateItem'] },
};
