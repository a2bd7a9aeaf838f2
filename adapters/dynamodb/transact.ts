/** One transaction, with the retries that the SDK leaves to its user. */
import {
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { Time } from '../../core/ports.ts';
import type { BatchPorts } from './batch-get.ts';

/** What the transactions of a table need. */
export interface Transactions {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Time;
}

export interface Write<Role extends string> {
  /** What its condition means, when it does not hold. */
  readonly role: Role;
  readonly item: TransactWriteItem;
}

/** Nothing was written, and the same transaction may go through a moment later. */
const PASSING: ReadonlySet<string | undefined> = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);
const ATTEMPTS = 5;

/** The roles whose conditions did not hold, in the order of the writes; empty when all of it is written. */
export const transact = async <Role extends string>(
  { client, time }: BatchPorts,
  writes: readonly Write<Role>[],
): Promise<readonly Role[]> => {
  const TransactItems = writes.map(({ item }) => item);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems }));
      return [];
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
      const failed = writes.filter((_, at) => codes[at] === 'ConditionalCheckFailed').map(({ role }) => role);
      if (failed.length > 0) return failed;
      if (attempt === ATTEMPTS || !codes.some((code) => PASSING.has(code))) throw error;
    }
    await time.jitter(attempt);
  }
};
