/** Who has read personal data: one item each, written with the event, and a count per hour that it may not pass. */
import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { toMs } from '../../core/domain/time.ts';
import type { Change } from '../../core/ports.ts';
import type { Reveal, Reveals } from '../../core/ports-audit.ts';
import type { ReadItem } from './item-reads.ts';
import { eventKey, revealCountKey, revealKey, revealsOf } from './ticket-table.ts';
import type { Write } from './transact.ts';

const KEPT_S = 2 * 365 * 24 * 60 * 60;
const COUNTED_S = 2 * 60 * 60;
const HOUR_LETTERS = '2026-11-22T10'.length;
/** Counts begin with a letter, and so come after all times. */
const AFTER_TIMES = ':';

/** Two write units each for the item and the count. */
export const revealWrites = (
  { ticketTable: TableName }: { readonly ticketTable: string },
  { events, after, revealsPerHour }: Change,
): Write<'reveal-limit'>[] => {
  const event = events.find(({ type }) => type === 'ticket.revealed');
  if (event?.type !== 'ticket.revealed' || revealsPerHour === undefined) return [];
  const who = event.actor.id;
  const at = Math.floor(toMs(event.time) / 1000);
  const reveal: Omit<Reveal, 'by' | 'reason'> & { readonly expiresAt: number } = {
    ...{ ticketId: event.ticketId, code: after.code, seq: event.seq, time: event.time },
    fields: event.data.fields, // why, the event says: what is redacted there has no copy here
    expiresAt: at + KEPT_S,
    ...(event.from !== undefined && { from: event.from }),
  };
  return [
    {
      role: 'reveal-limit',
      item: {
        Update: {
          TableName,
          Key: revealCountKey(who, event.time.slice(0, HOUR_LETTERS)),
          UpdateExpression: 'ADD #count :one SET expiresAt = :gone',
          ConditionExpression: 'attribute_not_exists(#count) OR #count < :most',
          ExpressionAttributeNames: { '#count': 'count' },
          ExpressionAttributeValues: {
            ':one': { N: '1' },
            ':most': { N: String(revealsPerHour) },
            ':gone': { N: String(at + COUNTED_S) },
          },
        },
      },
    },
    {
      role: 'reveal-limit',
      item: {
        Put: {
          TableName,
          Item: { ...revealKey(who, event.time, event.id), ...marshall(reveal) },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
    },
  ];
};

export const createReveals = (given: {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly ticketTable: string;
  readonly readItem: ReadItem;
}): Reveals => ({
  by: async (who, from, after, limit) => {
    const { Items = [], LastEvaluatedKey } = await given.client.send(
      new QueryCommand({
        TableName: given.ticketTable,
        KeyConditionExpression: 'pk = :who AND sk BETWEEN :from AND :end',
        ExpressionAttributeValues: {
          ':who': { S: revealsOf(who) },
          ':from': { S: after === undefined ? from : `${after}!` }, // behind the last one that was read
          ':end': { S: AFTER_TIMES },
        },
        Limit: limit,
        ConsistentRead: true,
      }),
    );
    const items = await Promise.all(
      Items.map(async (item): Promise<Reveal> => {
        const { pk: _, sk: __, expiresAt: ___, ...reveal } = unmarshall(item);
        const event = await given.readItem(given.ticketTable, eventKey(reveal.ticketId, reveal.seq));
        return { ...reveal, by: who, reason: event?.data?.M?.reason?.S ?? '' } as Reveal;
      }),
    );
    return { items, ...(LastEvaluatedKey?.sk?.S !== undefined && { next: LastEvaluatedKey.sk.S }) };
  },
});
