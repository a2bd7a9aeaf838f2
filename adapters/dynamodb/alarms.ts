/**
 * Episodes of the on-duty alarms. That one was raised is also an item which the ticket table's pipe takes for an event, written in the
 * same transaction.
 */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Alarm, Episode } from '../../core/domain/alarms.ts';
import type { Time } from '../../core/ports.ts';
import type { Alarms } from '../../core/ports-alarms.ts';
import { ALARMS, episodeKey } from './insight-table.ts';
import { insist } from './insist.ts';
import type { Item } from './item.ts';
import { nowSeconds } from './ticket-commit.ts';
import { alarmKey } from './ticket-table.ts';
import { transact, type Write } from './transact.ts';

interface AlarmPorts {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Time;
}

const KEPT_S = 15 * 24 * 60 * 60; // a day longer than a queue keeps a message

const IS_ON = 'attribute_exists(pk) AND attribute_not_exists(clearedAt)';

/** `ticketTable`: for those who raise alarms; without it that throws. */
export const createAlarms = (
  ports: AlarmPorts & { readonly insightTable: string; readonly ticketTable?: string | undefined },
): Omit<Alarms, 'raised'> => {
  const { client, time, insightTable: TableName, ticketTable } = ports;
  return {
    last: async () => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :alarms',
          ExpressionAttributeValues: { ':alarms': { S: ALARMS } },
          ConsistentRead: true, // what was raised a minute ago is not raised again
        }),
      );
      return Items.map(episodeOf);
    },
    raise: async (episode, alarm) => {
      if (ticketTable === undefined) throw new Error('To raise an alarm needs the ticket table.');
      const failed = await transact(ports, [
        { role: 'begun', item: { Put: beginning(TableName, episode) } },
        { role: 'begun', item: { Put: telling(ticketTable, episode, alarm, nowSeconds(time) + KEPT_S) } },
      ] satisfies Write<'begun'>[]);
      return failed.length === 0;
    },
    clear: async ({ alarm, number }, at) => {
      const update = new UpdateItemCommand({
        TableName,
        Key: episodeKey(alarm),
        UpdateExpression: 'SET clearedAt = :at',
        ConditionExpression: `${IS_ON} AND #number = :number`,
        ExpressionAttributeNames: { '#number': 'number' },
        ExpressionAttributeValues: { ':at': { S: at }, ':number': { N: String(number) } },
      });
      try {
        await client.send(update);
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    acknowledge: async (alarm, by) => {
      const update = new UpdateItemCommand({
        TableName,
        Key: episodeKey(alarm),
        UpdateExpression: 'SET acknowledged = :by',
        ConditionExpression: `${IS_ON} AND attribute_not_exists(acknowledged)`,
        ExpressionAttributeValues: { ':by': { M: marshall(by) } },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      try {
        const { Attributes } = await insist(time, () => client.send(update));
        return { done: true, ...(Attributes && { episode: episodeOf(Attributes) }) };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return { done: false, ...(error.Item && { episode: episodeOf(error.Item) }) };
      }
    },
  };
};

/** What was told, for those who tell people. */
export const createAlarmEvents = ({
  client,
  ticketTable: TableName,
}: Pick<AlarmPorts, 'client'> & { readonly ticketTable: string }): Pick<Alarms, 'raised'> => ({
  raised: async (alarm, number) => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName, Key: alarmKey(alarm, number), ConsistentRead: true }),
    );
    return Item && (unmarshall(Item).data as Awaited<ReturnType<Alarms['raised']>>);
  },
});

/** The episode before must be over, and be the one that the look saw. */
const beginning = (TableName: string, episode: Episode) => ({
  TableName,
  Item: { ...episodeKey(episode.alarm), ...marshall(episode, { removeUndefinedValues: true }) },
  ...(episode.number === 1
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: 'attribute_exists(clearedAt) AND #number = :before',
        ExpressionAttributeNames: { '#number': 'number' },
        ExpressionAttributeValues: { ':before': { N: String(episode.number - 1) } },
      }),
});

const telling = (TableName: string, episode: Episode, { title, when, to }: Alarm, expiresAt: number) => ({
  TableName,
  Item: {
    ...alarmKey(episode.alarm, episode.number),
    ...marshall({
      id: `${episode.alarm}.${episode.number}`,
      type: 'alarm.raised',
      time: episode.raisedAt,
      seq: episode.number,
      wakes: false,
      frees: '',
      team: '',
      expiresAt,
      data: { alarm: { title, when, to }, episode },
    }),
  },
  ConditionExpression: 'attribute_not_exists(pk)',
});

const episodeOf = (item: Item): Episode => {
  const { pk: _, sk: __, ...episode } = unmarshall(item);
  return episode as Episode;
};
