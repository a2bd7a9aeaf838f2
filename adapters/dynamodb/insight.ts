/** Facts per ticket, their sums per day, what they teach of agents: a fact that is delivered twice or late changes nothing. */
import { type DynamoDBClient, GetItemCommand, QueryCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { DayNumbers, Fact, Insight, Time } from '../../core/ports.ts';
import { factsOf } from './fact-lists.ts';
import { dayKey, factKey, numbersKey } from './insight-table.ts';
import { lessonWrites, readTallies } from './learned.ts';
import { queueStates } from './queue-states.ts';
import { transact, type Write } from './transact.ts';

const SUMS = [
  'created',
  'resolved',
  'firstResponseBreached',
  'resolutionBreached',
  'firstResponded',
  'firstResponseMs',
  'resolutionMs',
] as const satisfies readonly (keyof DayNumbers)[];

const ATTEMPTS = 5;

export const createInsight = (ports: {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Time;
  readonly insightTable: string;
}): Insight => {
  const { client, insightTable: TableName } = ports;

  const factWrite = (fact: Fact, before: Fact | undefined): TransactWriteItem => ({
    Put: {
      TableName,
      Item: { ...factKey(fact.ticketId), ...marshall(fact, { removeUndefinedValues: true }) },
      ...(before
        ? {
            ConditionExpression: 'version = :was',
            ExpressionAttributeValues: { ':was': { N: String(before.version) } },
          }
        : { ConditionExpression: 'attribute_not_exists(pk)' }),
    },
  });

  return {
    ...queueStates(ports),
    tallies: (team, category) => readTallies(ports, team, category),
    factsOf: (day) => factsOf(ports, day),
    record: async (fact) => {
      for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
        const { Item } = await client.send(
          new GetItemCommand({ TableName, Key: factKey(fact.ticketId), ConsistentRead: true }),
        );
        const before = Item && (unmarshall(Item) as Fact);
        if (before && before.version >= fact.version) return;
        const writes = [
          factWrite(fact, before),
          ...differences(before?.numbers, fact.numbers).map((each) => sumUpdate(TableName, each, fact.ticketId)),
          ...lessonWrites(TableName, before?.lesson, fact.lesson),
        ].map((item): Write<'fact'> => ({ role: 'fact', item }));
        if ((await transact(ports, writes)).length === 0) return;
        await ports.time.jitter(attempt);
      }
      throw new Error(`The fact of ${fact.ticketId} kept changing while it was written.`);
    },
    day: async (day) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :day',
          ExpressionAttributeValues: { ':day': { S: dayKey(day) } },
        }),
      );
      const byCategory = new Map<string, DayNumbers>();
      for (const item of Items) {
        const numbers = unmarshall(item) as DayNumbers;
        const sum = byCategory.get(numbers.category);
        byCategory.set(numbers.category, sum ? combine(sum, numbers, 1) : { ...combine(numbers, numbers, 0) });
      }
      return [...byCategory.values()];
    },
  };
};

/** What has to be added where: in one place, or taken from one and added to the other when the category changed. */
const differences = (before: DayNumbers | undefined, after: DayNumbers): readonly DayNumbers[] => {
  if (!before) return [after];
  const nothing = combine(before, before, -1);
  const list =
    before.day === after.day && before.category === after.category
      ? [combine(after, before, -1)]
      : [combine(nothing, before, -1), after];
  return list.filter((numbers) => SUMS.some((name) => numbers[name] !== 0));
};

/** `a + factor × b`, of the day and category of `a`. */
const combine = (a: DayNumbers, b: DayNumbers, factor: number): DayNumbers => {
  const sums = Object.fromEntries(SUMS.map((name) => [name, (a[name] ?? 0) + factor * (b[name] ?? 0)]));
  return { day: a.day, category: a.category, ...(sums as Pick<DayNumbers, (typeof SUMS)[number]>) };
};

const sumUpdate = (TableName: string, numbers: DayNumbers, ticketId: string): TransactWriteItem => {
  const changed = SUMS.filter((name) => numbers[name] !== 0);
  return {
    Update: {
      TableName,
      Key: numbersKey(numbers.day, numbers.category, ticketId),
      UpdateExpression: `SET #day = :day, category = :category ADD ${changed.map((name) => `${name} :${name}`).join(', ')}`,
      ExpressionAttributeNames: { '#day': 'day' },
      ExpressionAttributeValues: {
        ':day': { S: numbers.day },
        ':category': { S: numbers.category },
        ...Object.fromEntries(changed.map((name) => [`:${name}`, { N: String(numbers[name]) }])),
      },
    },
  };
};
