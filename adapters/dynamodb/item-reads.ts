/** Reads of single items that are asked for side by side, as by the records of one batch, made with one call. */
import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import DataLoader from 'dataloader';
import { type BatchPorts, batchGet, type Place } from './batch-get.ts';
import type { Item } from './item.ts';

/** The item as it is now; undefined when there is none. */
export type ReadItem = (TableName: string, Key: Item) => Promise<Item | undefined>;

/** By itself, and as it was a moment ago: half a read unit. */
export const createPlainRead =
  (client: Pick<DynamoDBClient, 'send'>): ReadItem =>
  async (TableName, Key) =>
    (await client.send(new GetItemCommand({ TableName, Key }))).Item;

const AT_ONCE = 100; // what DynamoDB takes in one call

/** What is asked for before the process turns to its next event goes together, whatever the tables. Nothing is remembered. */
export const createItemReads = (ports: BatchPorts): ReadItem => {
  const reads = new DataLoader((places: readonly Place[]) => batchGet(ports, places), {
    cache: false,
    maxBatchSize: AT_ONCE,
  });
  return (TableName, Key) => reads.load({ TableName, Key });
};
