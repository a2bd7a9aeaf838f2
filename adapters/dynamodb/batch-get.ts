import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Time } from '../../core/ports.ts';
import type { Item } from './ticket-head.ts';

const ATTEMPTS = 5;
const BATCH = 100; // what DynamoDB takes at once

/**
 * The items of these keys that exist, in any order, as they are now: one call per 100 keys, and further ones for what DynamoDB
 * left out.
 */
export const batchGet = async (
  ports: { readonly client: Pick<DynamoDBClient, 'send'>; readonly time: Time },
  TableName: string,
  wanted: readonly Item[],
): Promise<readonly Item[]> => {
  const { client, time } = ports;
  const items: Item[] = [];
  let keys = wanted.slice(0, BATCH);
  const rest = wanted.slice(BATCH);
  for (let attempt = 1; keys.length > 0; attempt += 1) {
    if (attempt > ATTEMPTS) throw new Error(`${keys.length} items were left out of a batch ${ATTEMPTS} times.`);
    if (attempt > 1) await time.jitter(attempt - 1);
    const RequestItems = { [TableName]: { Keys: keys, ConsistentRead: true } };
    const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand({ RequestItems }));
    items.push(...(Responses?.[TableName] ?? []));
    keys = UnprocessedKeys?.[TableName]?.Keys ?? [];
  }
  return rest.length === 0 ? items : [...items, ...(await batchGet(ports, TableName, rest))];
};
