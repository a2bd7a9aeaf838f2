/** What is to be erased when, and what was. Two write units per ticket when it is archived, one when it is done. */
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import type { Time } from '../../core/ports.ts';
import type { ErasureReport, Erasures } from '../../core/ports-audit.ts';
import { insist } from './insist.ts';
import type { Item } from './item.ts';
import { ERASE_RUN, ERASING, eraseDay, erasedUntilKey, eraseKey, eraseRunKey } from './ticket-table.ts';

interface ErasurePorts {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Pick<Time, 'jitter'>;
  readonly ticketTable: string;
}

const COUNTS = ['erased', 'held', 'postponed', 'failed'] as const;

export const createErasures = ({ client, time, ticketTable: TableName }: ErasurePorts): Erasures => {
  /** Unless it is there. */
  const put = async (Item: Item): Promise<void> => {
    try {
      const write = new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' });
      await insist(time, () => client.send(write));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  };
  return {
    dueOn: async (day, limit) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :day',
          ExpressionAttributeValues: { ':day': { S: eraseDay(day) } },
          Limit: limit,
          ConsistentRead: true,
        }),
      );
      return Items.map(({ sk }) => sk?.S as TicketId);
    },
    settle: async (day, id, again) => {
      // First where it is found again: who stops between has it twice, which does no harm.
      if (again !== undefined) await put(eraseKey(again, id));
      await insist(time, () => client.send(new DeleteItemCommand({ TableName, Key: eraseKey(day, id) })));
    },
    doneUntil: async () => {
      const { Item } = await client.send(new GetItemCommand({ TableName, Key: erasedUntilKey, ConsistentRead: true }));
      return Item?.day?.S;
    },
    report: async ({ day, at, doneUntil, ...counts }) => {
      await client.send(
        new UpdateItemCommand({
          TableName,
          Key: eraseRunKey(day),
          UpdateExpression: `SET #day = :day, #at = :at, doneUntil = :until ADD ${COUNTS.map((name) => `#${name} :${name}`).join(', ')}`,
          ExpressionAttributeNames: {
            '#day': 'day',
            '#at': 'at',
            ...Object.fromEntries(COUNTS.map((name) => [`#${name}`, name])),
          },
          ExpressionAttributeValues: {
            ':day': { S: day },
            ':at': { S: at },
            ':until': { S: doneUntil },
            ...Object.fromEntries(COUNTS.map((name) => [`:${name}`, { N: String(counts[name]) }])),
          },
          ConditionExpression: 'attribute_not_exists(#at) OR #at <= :at',
        }),
      );
      await client.send(
        new PutItemCommand({
          TableName,
          Item: { ...erasedUntilKey, day: { S: doneUntil } },
          ConditionExpression: 'attribute_not_exists(#day) OR #day <= :until',
          ExpressionAttributeNames: { '#day': 'day' },
          ExpressionAttributeValues: { ':until': { S: doneUntil } },
        }),
      );
    },
    reports: async (limit) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :erasing AND begins_with(sk, :run)',
          ExpressionAttributeValues: { ':erasing': { S: ERASING }, ':run': { S: ERASE_RUN } },
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      return Items.map((item): ErasureReport => {
        const { pk: _, sk: __, ...report } = unmarshall(item);
        return report as ErasureReport;
      });
    },
  };
};
