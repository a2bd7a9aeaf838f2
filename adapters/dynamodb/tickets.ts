import { ConditionalCheckFailedException, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Tickets, Time } from '../../core/ports.ts';
import { teamOfAgent } from './directory.ts';
import { createItemReads, type ReadItem } from './item-reads.ts';
import type { ReadAhead } from './read-ahead.ts';
import { attend, attending } from './ticket-attending.ts';
import { type CommitPorts, commitChange, noncePut } from './ticket-commit.ts';
import { putDraft } from './ticket-draft.ts';
import { ticketLists } from './ticket-lists.ts';
import { ticketReads } from './ticket-reads.ts';

/**
 * `directoryTable`: for those who change assignees; without it such a change throws. `readItem`: shared with other tables, for
 * those who read of several side by side. `readOr`: of a `readItem` that reads ahead.
 */
export const createTickets = (given: {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Time;
  readonly ticketTable: string;
  readonly directoryTable?: string;
  readonly wakeAttributes?: CommitPorts['wakeAttributes'];
  readonly readItem?: ReadItem;
  readonly readOr?: ReadAhead['readOr'];
}): Tickets => {
  const ports = { ...given, readItem: given.readItem ?? createItemReads(given) };
  const commitPorts = { ...ports, directoryTable: ports.directoryTable };
  return {
    ...ticketReads(ports),
    ...ticketLists(ports),
    commit: (change) =>
      commitChange(commitPorts, change, ({ id }) => teamOfAgent(ports.client, ports.directoryTable ?? '', id)),
    draft: (id, by, until) => putDraft(ports, id, by, until),
    attend: (id, by) => attend(ports, id, by),
    attending: (id) => attending(ports, id),
    spendNonce: async (nonce) => {
      try {
        await ports.client.send(new PutItemCommand(noncePut(commitPorts, nonce)));
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
};
