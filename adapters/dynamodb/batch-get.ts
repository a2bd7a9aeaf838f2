import { BatchGetItemCommand, type DynamoDBClient, type KeysAndAttributes } from '@aws-sdk/client-dynamodb';
import type { Time } from '../../core/ports.ts';
import type { Item } from './item.ts';

const ATTEMPTS = 5;
const BATCH = 100; // what DynamoDB takes at once

/** Where an item stands. */
export interface Place {
  readonly TableName: string;
  /** `pk` and `sk`. */
  readonly Key: Item;
}

export interface BatchPorts {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Pick<Time, 'jitter'>;
}

/**
 * What stands in each of these places now, in their order; undefined where nothing does. A place may be named more than once,
 * and the tables may differ: one call per 100 places, and further ones for what DynamoDB left out.
 */
export const batchGet = async (ports: BatchPorts, places: readonly Place[]): Promise<readonly (Item | undefined)[]> => {
  const wanted = [...new Map(places.map((place) => [nameOf(place), place])).values()];
  const found = new Map<string, Item>();
  for (let at = 0; at < wanted.length; at += BATCH) {
    for (const [TableName, items] of await fetched(ports, wanted.slice(at, at + BATCH)))
      for (const item of items) found.set(nameOf({ TableName, Key: item }), item);
  }
  return places.map((place) => found.get(nameOf(place)));
};

/** Tells places apart. */
export const nameOf = ({ TableName, Key: { pk, sk } }: Place): string => JSON.stringify([TableName, pk?.S, sk?.S]);

const fetched = async (
  { client, time }: BatchPorts,
  places: readonly Place[],
): Promise<readonly (readonly [table: string, items: readonly Item[]])[]> => {
  const answers: [string, Item[]][] = [];
  let left = requestOf(places);
  for (let attempt = 1; Object.keys(left).length > 0; attempt += 1) {
    if (attempt > ATTEMPTS) throw new Error(`${countOf(left)} items were left out of a batch ${ATTEMPTS} times.`);
    if (attempt > 1) await time.jitter(attempt - 1);
    const { Responses = {}, UnprocessedKeys = {} } = await client.send(new BatchGetItemCommand({ RequestItems: left }));
    answers.push(...Object.entries(Responses));
    left = UnprocessedKeys;
  }
  return answers;
};

const requestOf = (places: readonly Place[]): Record<string, KeysAndAttributes> => {
  const request: Record<string, KeysAndAttributes & { Keys: Item[] }> = {};
  for (const { TableName, Key } of places) {
    request[TableName] ??= { Keys: [], ConsistentRead: true };
    request[TableName].Keys.push(Key);
  }
  return request;
};

const countOf = (request: Readonly<Record<string, KeysAndAttributes>>): number =>
  Object.values(request).reduce((sum, { Keys = [] }) => sum + Keys.length, 0);
