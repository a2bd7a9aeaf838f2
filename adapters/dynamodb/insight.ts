/** What is known of the desk as a whole: facts and their sums per day, what they teach of agents, the load of queues. */
import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Time } from '../../core/ports.ts';
import type { DayNumbers, Insight } from '../../core/ports-insight.ts';
import { byCategory } from './day-numbers.ts';
import { factsOf } from './fact-lists.ts';
import { facts } from './facts.ts';
import { dayKey } from './insight-table.ts';
import { createItemReads, type ReadItem } from './item-reads.ts';
import { readPassed, readTallies } from './learned.ts';
import { queueStates } from './queue-states.ts';
import { qualityReads } from './review-numbers.ts';

/** `readItem`: shared with other tables, for those who read of several side by side. */
export const createInsight = (given: {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Time;
  readonly insightTable: string;
  readonly readItem?: ReadItem;
}): Insight => {
  const ports = { ...given, readItem: given.readItem ?? createItemReads(given) };
  const { client, insightTable: TableName } = ports;

  return {
    ...facts(ports),
    ...queueStates(ports),
    tallies: (team, category) => readTallies(ports, team, category),
    ...qualityReads(ports),
    passed: (team, agent) => readPassed(ports, team, agent),
    factsOf: (day) => factsOf(ports, day),
    day: async (day) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :day',
          ExpressionAttributeValues: { ':day': { S: dayKey(day) } },
        }),
      );
      return byCategory(Items.map((item) => unmarshall(item) as DayNumbers));
    },
  };
};
