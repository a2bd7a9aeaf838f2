/** Who has looked at a ticket: an item per ticket, person and ten minutes, one write unit, which ends by itself. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { toInstant, toMs } from '../../core/domain/time.ts';
import type { Look, Looks } from '../../core/ports-audit.ts';
import { lookKey, looksOf } from './insight-table.ts';

interface LookPorts {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly insightTable: string;
}

const SLOT_MS = 10 * 60_000;
const DAY_S = 24 * 60 * 60;
/** Of those that this sandbox has written; the oldest go. */
const MOST_REMEMBERED = 2000;

export const createLooks = ({ client, insightTable: TableName }: LookPorts): Looks => {
  const written = new Set<string>();
  const remember = (name: string): void => {
    written.add(name);
    const [oldest] = written;
    if (written.size > MOST_REMEMBERED && oldest !== undefined) written.delete(oldest);
  };
  return {
    note: async ({ ticketId, by, at, ...more }, days) => {
      const ms = toMs(at);
      const Key = lookKey(ticketId, toInstant(ms - (ms % SLOT_MS)), by);
      const name = `${Key.pk.S} ${Key.sk.S}`;
      if (written.has(name)) return;
      const Item = { ...Key, ...marshall({ by, at, ...more, expiresAt: Math.ceil(ms / 1000) + days * DAY_S }) };
      try {
        await client.send(new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
      remember(name);
    },
    of: async (id, after, limit) => {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :looks',
          ExpressionAttributeValues: { ':looks': { S: looksOf(id) } },
          ...(after !== undefined && { ExclusiveStartKey: { pk: { S: looksOf(id) }, sk: { S: after } } }),
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      const items = Items.map((item): Look => {
        const { by, at, what, from } = unmarshall(item);
        return { ticketId: id, by, at, what, ...(from !== undefined && { from }) };
      });
      return { items, ...(LastEvaluatedKey?.sk?.S !== undefined && { next: LastEvaluatedKey.sk.S }) };
    },
  };
};
