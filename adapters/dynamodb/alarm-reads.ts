/** What alarms are about: tickets that wait, and those that were given to somebody and not touched. From the index by queue alone. */
import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Untouched } from '../../core/domain/alarms.ts';
import type { AlarmReads } from '../../core/ports.ts';
import type { Item } from './item.ts';
import { queryAll } from './query-all.ts';
import { UNTOUCHED } from './ticket-table.ts';

const MOST = 100; // of one priority: an alarm says how many there are at least

export const createAlarmReads = ({
  client,
  ticketTable: TableName,
}: {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly ticketTable: string;
}): AlarmReads => ({
  waitingIn: async (queue) => {
    const items = await queryAll(client, {
      TableName,
      IndexName: 'byQueue',
      ...shown,
      KeyConditionExpression: 'queueKey = :queue',
      ExpressionAttributeValues: { ':queue': { S: queue } },
    });
    return items.map(untouchedOf);
  },
  untouched: async (priority) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: 'byQueue',
        ...shown,
        KeyConditionExpression: 'queueKey = :untouched AND begins_with(queueSort, :priority)',
        ExpressionAttributeValues: { ':untouched': { S: UNTOUCHED }, ':priority': { S: `${priority}#` } },
        Limit: MOST,
      }),
    );
    return Items.map(untouchedOf);
  },
});

const shown = {
  ProjectionExpression: 'code, #queue, priority, untouchedSince',
  ExpressionAttributeNames: { '#queue': 'queue' },
};

const untouchedOf = (item: Item): Untouched => {
  const { code, queue, priority, untouchedSince: since } = unmarshall(item);
  return { code, queue, priority, since };
};
