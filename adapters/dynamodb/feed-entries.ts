/**
 * The feed as numbered entries. An entry is only ever put behind one that is known to stand there, on the condition that its place is
 * free: so the numbers have no gaps, and a reader who has come to an entry has missed none before it, however slow a writer is.
 */
import {
  ConditionalCheckFailedException,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { ThinEvent } from '../../core/domain/webhooks/thin-event.ts';
import type { Feed } from '../../core/ports-webhooks.ts';
import { packEvents } from './feed-events.ts';
import type { Item } from './item.ts';
import { nowSeconds } from './ticket-commit.ts';
import type { Transactions } from './transact.ts';
import { DAY_S, entryKey, FEED, markKey } from './webhook-table.ts';

export interface FeedPorts extends Transactions {
  readonly outboundTable: string;
}

const KEPT_DAYS = 30;
/** Every so many entries, and with the first of each process, the mark moves on before the entry: a write more in a hundred. */
const MARK_STEP = 100;
const markFor = (entry: number): number => (Math.floor(entry / MARK_STEP) + 1) * MARK_STEP;
const ATTEMPTS = 12;

export const createFeedWriter = (ports: FeedPorts): Pick<Feed, 'append'> => {
  let known: number | undefined; // where this process believes the feed to end; it never ends before
  return {
    append: async (events) => {
      for (let attempt = 1; ; attempt += 1) {
        const end = known === undefined ? await endOf(ports) : { entry: known, empty: false };
        const marks = known === undefined || end.entry % MARK_STEP === 0;
        // Of an empty feed the mark says where it begins: it stays until the first entry is there.
        if (marks && !end.empty) await mark(ports, markFor(end.entry));
        known = (await put(ports, end.entry, events)) ? end.entry + 1 : undefined;
        if (known !== undefined && end.empty) await mark(ports, markFor(end.entry));
        if (known !== undefined) return;
        if (attempt === ATTEMPTS) throw new Error(`Others were faster ${ATTEMPTS} times.`);
        await ports.time.jitter(attempt);
      }
    },
  };
};

/** The number behind the last entry; when all have expired, one that no entry ever had. */
export const feedEnd = async (ports: FeedPorts): Promise<number> => (await endOf(ports)).entry;

/** The mark is read first: as long as it is followed by nothing, nobody has moved it. */
const endOf = async (ports: FeedPorts): Promise<{ readonly entry: number; readonly empty: boolean }> => {
  const marked = await readMark(ports);
  const last = await edge(ports, 'last');
  return last ? { entry: numberOf(last) + 1, empty: false } : { entry: marked, empty: true };
};

const readMark = async ({ client, outboundTable: TableName }: FeedPorts): Promise<number> => {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :mark',
      ExpressionAttributeValues: { ':mark': markKey().pk },
      ConsistentRead: true,
    }),
  );
  return Number(Items[0]?.upTo?.N ?? 0);
};

/** The first or the last entry that is kept. */
export const edge = async (
  { client, outboundTable }: FeedPorts,
  which: 'first' | 'last',
): Promise<Item | undefined> => {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: outboundTable,
      KeyConditionExpression: 'pk = :feed',
      ExpressionAttributeValues: { ':feed': { S: FEED } },
      ScanIndexForward: which === 'first',
      ConsistentRead: true,
      Limit: 1,
    }),
  );
  return Items[0];
};

export const numberOf = (entry: Item): number => Number(entry.sk?.S);

const put = async (ports: FeedPorts, entry: number, events: readonly ThinEvent[]): Promise<boolean> => {
  const { client, time, outboundTable: TableName } = ports;
  const Item: Item = {
    ...entryKey(entry),
    at: { S: time.now() },
    events: { S: packEvents(events) },
    expiresAt: { N: String(nowSeconds(time) + KEPT_DAYS * DAY_S) },
  };
  try {
    await client.send(new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

const mark = async ({ client, outboundTable: TableName }: FeedPorts, upTo: number): Promise<void> => {
  try {
    await client.send(
      new UpdateItemCommand({
        TableName,
        Key: markKey(),
        UpdateExpression: 'SET upTo = :upTo',
        ConditionExpression: 'attribute_not_exists(upTo) OR upTo < :upTo',
        ExpressionAttributeValues: { ':upTo': { N: String(upTo) } },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error; // somebody has moved it on already
  }
};
