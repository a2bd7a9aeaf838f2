/**
 * The sparse index of due times, `byWake`, which is there where the sweeper is the clockwork: wakeKey `WAKE#<shard>`, wakeSort
 * `<due time>#<ticketId>`. Both stand on the head of every ticket that is not archived, and change in the same write as the ticket.
 */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactionConflictException,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { DueTimes } from '../../core/clockwork.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import type { Instant } from '../../core/domain/time.ts';
import type { Phase, TicketId } from '../../core/domain/vocabulary.ts';
import type { Item } from './item.ts';
import { headKey } from './ticket-table.ts';
import { wakeSortOf } from './wake-sort.ts';

/** A partition of an index takes 1,000 write units a second, a due time costs two: 2,000 changes a second. */
const SHARDS = Array.from({ length: 4 }, (_, shard) => shard);
/** Of a ticket's id, whose end is random: Crockford's base 32. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const PAGE = 500;

const shardOf = (ticketId: TicketId): number => DIGITS.indexOf(ticketId.at(-1) ?? '') & (SHARDS.length - 1);
const shardKey = (shard: number): string => `WAKE#${String(shard).padStart(2, '0')}`;

/** What puts the head of a ticket into the index, or, without a time, leaves it out. */
export const wakeAttributes = (ticketId: TicketId, at: Instant | undefined): Item =>
  at === undefined ? {} : { wakeKey: { S: shardKey(shardOf(ticketId)) }, wakeSort: { S: `${at}#${ticketId}` } };

const timeOf = (wakeSort: string | undefined): Instant | undefined => wakeSort?.split('#')[0];

/** The due time that a ticket had when it was read. */
export const dueTimeOf = (ticket: Ticket | undefined): Instant | undefined => timeOf(ticket && wakeSortOf(ticket));

const STALE = [ConditionalCheckFailedException, TransactionConflictException];

export const createDueTimes = ({
  client,
  ticketTable: TableName,
}: {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly ticketTable: string;
}): DueTimes => ({
  shards: SHARDS,
  page: async (shard, until, after) => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: 'byWake',
        KeyConditionExpression: 'wakeKey = :shard AND wakeSort < :until',
        ExpressionAttributeValues: { ':shard': { S: shardKey(shard) }, ':until': { S: until } },
        Limit: PAGE,
        ...(after !== undefined && { ExclusiveStartKey: JSON.parse(after) as Item }),
      }),
    );
    return {
      due: Items.map((item) => ({ ticketId: item.pk?.S as TicketId, at: timeOf(item.wakeSort?.S) ?? until })),
      ...(LastEvaluatedKey && { next: JSON.stringify(LastEvaluatedKey) }),
    };
  },
  read: async (ticketId) => {
    const { Item } = await client.send(
      new GetItemCommand({
        TableName,
        Key: headKey(ticketId),
        ProjectionExpression: '#version, #phase, wakeSort',
        ExpressionAttributeNames: { '#version': 'version', '#phase': 'phase' },
        ConsistentRead: true,
      }),
    );
    if (!Item) return undefined;
    const at = timeOf(Item.wakeSort?.S);
    return { version: Number(Item.version?.N), phase: Item.phase?.S as Phase, ...(at !== undefined && { at }) };
  },
  set: async ({ ticketId, at }, version) => {
    const { wakeKey, wakeSort } = wakeAttributes(ticketId, at);
    try {
      await client.send(
        new UpdateItemCommand({
          TableName,
          Key: headKey(ticketId),
          UpdateExpression: 'SET wakeKey = :key, wakeSort = :sort',
          ConditionExpression: '#version = :version',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':key': wakeKey!, ':sort': wakeSort!, ':version': { N: String(version) } },
        }),
      );
      return 'set';
    } catch (error) {
      if (STALE.some((stale) => error instanceof stale)) return 'stale';
      throw error;
    }
  },
});
