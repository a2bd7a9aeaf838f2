/** Tickets that wait, and those that were given to somebody and not touched. From the index by queue alone. */
import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Untouched } from '../../core/domain/alarms.ts';
import type { Priority } from '../../core/domain/vocabulary.ts';
import type { AlarmReads, Waiting } from '../../core/ports-alarms.ts';
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
}): AlarmReads => {
  /** Of the priorities from the one to the other, at most `MOST` in all. */
  const between = async (first: Priority, last: Priority): Promise<readonly Item[]> => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: 'byQueue',
        ProjectionExpression: OF_BOTH,
        ExpressionAttributeNames: QUEUE,
        KeyConditionExpression: 'queueKey = :untouched AND queueSort BETWEEN :first AND :last',
        ExpressionAttributeValues: {
          ':untouched': { S: UNTOUCHED },
          ':first': { S: `${first}#` },
          ':last': { S: `${last}$` }, // the first text after all that begins with `#`
        },
        Limit: MOST,
      }),
    );
    return Items;
  };

  return {
    waitingIn: async (queue) => {
      const items = await queryAll(client, {
        TableName,
        IndexName: 'byQueue',
        ProjectionExpression: `pk, version, ${OF_BOTH}`,
        ExpressionAttributeNames: QUEUE,
        KeyConditionExpression: 'queueKey = :queue',
        ExpressionAttributeValues: { ':queue': { S: queue } },
      });
      return items.map(waitingOf);
    },
    untouched: async (priorities) => {
      const sorted = priorities.toSorted();
      const [first, last] = [sorted[0], sorted.at(-1)];
      if (first === undefined || last === undefined) return [];
      const all = await between(first, last);
      if (first === last || all.length < MOST) return all.map(untouchedOf);
      return (await Promise.all(priorities.map((each) => between(each, each)))).flat().map(untouchedOf);
    },
  };
};

const OF_BOTH = 'code, #queue, priority, untouchedSince';
const QUEUE = { '#queue': 'queue' };

const untouchedOf = (item: Item): Untouched => {
  const { code, queue, priority, untouchedSince: since } = unmarshall(item);
  return { code, queue, priority, since };
};

const waitingOf = (item: Item): Waiting => {
  const { pk: id, version, code, queue, priority, untouchedSince: since } = unmarshall(item);
  return { id, version, code, queue, priority, since };
};
