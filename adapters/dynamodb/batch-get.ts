import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Time } from '../../core/ports.ts';
import type { Item } from './ticket-head.ts';

const ATTEMPTS = 5;

/**
 * The items of these keys that exist, in any order, as they are now: one call, and further ones for what DynamoDB left out.
 * At most 100 keys.
 */
export const batchGet = async (
  { client, time }: { readonly client: Pick<DynamoDBClient, 'send'>; readonly time: Time },
  TableName: string,
  wanted: readonly Item[],
): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let keys = [...wanted];
  for (let attempt = 1; keys.length > 0; attempt += 1) {
    if (attempt > ATTEMPTS) throw new Error(`${keys.length} items were left out of a batch ${ATTEMPTS} times.`);
    if (attempt > 1) await time.jitter(attempt - 1);
    const RequestItems = { [TableName]: { Keys: keys, ConsistentRead: true } };
    const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand({ RequestItems }));
    items.push(...(Responses?.[TableName] ?? []));
    keys = UnprocessedKeys?.[TableName]?.Keys ?? [];
  }
  return items;
};
