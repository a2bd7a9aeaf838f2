/** The sums of satisfaction in the insight table, and what an asking or an answer adds to them. */
import { type DynamoDBClient, QueryCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { ArticleSums, SatisfactionRow } from '../../core/domain/survey/satisfaction.ts';
import type { Answered, SurveySubject } from '../../core/domain/survey/survey.ts';
import { articleKey, articlesKey, satisfactionKey, satisfactionOf } from './insight-table.ts';

/** Beside the other sums of a row, so that each can be added to by itself. */
const REASON = 'reason:';

interface NumberPorts {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly insightTable: string;
}

export const askedUpdate = (TableName: string, subject: SurveySubject): TransactWriteItem =>
  adding(TableName, satisfactionOf(subject), rowOf(subject), { asked: 1 });

/** One update for the row of its day, and one for each article that was judged. */
export const answeredUpdates = (TableName: string, answered: Answered): readonly TransactWriteItem[] => [
  adding(TableName, satisfactionOf(answered), rowOf(answered), {
    answered: 1,
    stars: answered.stars,
    ...(answered.low && { low: 1 }),
    ...Object.fromEntries(answered.reasons.map((name) => [`${REASON}${name}`, 1])),
  }),
  ...Object.entries(answered.useful).map(([article, useful]) =>
    adding(
      TableName,
      articleKey(answered.day.slice(0, 7), article),
      { article },
      { [useful ? 'useful' : 'notUseful']: 1 },
    ),
  ),
];

const rowOf = ({ day, category, agent }: SurveySubject) => ({ day, category, agent });

/** `named`: what it is the sum of, written each time anew. */
const adding = (
  TableName: string,
  Key: ReturnType<typeof satisfactionOf>,
  named: Readonly<Record<string, string>>,
  numbers: Readonly<Record<string, number>>,
): TransactWriteItem => {
  const names = [...Object.entries(named), ...Object.entries(numbers)].map(([name]) => name);
  const at = (name: string): number => names.indexOf(name);
  return {
    Update: {
      TableName,
      Key,
      UpdateExpression: `SET ${Object.keys(named)
        .map((name) => `#n${at(name)} = :v${at(name)}`)
        .join(', ')} ADD ${Object.keys(numbers)
        .map((name) => `#n${at(name)} :v${at(name)}`)
        .join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(names.map((name, index) => [`#n${index}`, name])),
      ExpressionAttributeValues: Object.fromEntries([
        ...Object.entries(named).map(([name, value]) => [`:v${at(name)}`, { S: value }] as const),
        ...Object.entries(numbers).map(([name, value]) => [`:v${at(name)}`, { N: String(value) }] as const),
      ]),
    },
  };
};

export const numbersOf = async (ports: NumberPorts, day: string): Promise<readonly SatisfactionRow[]> =>
  (await all(ports, satisfactionKey(day))).map((item) => ({
    day,
    category: String(item.category),
    agent: item.agent as SatisfactionRow['agent'],
    ...{ asked: sum(item.asked), answered: sum(item.answered), stars: sum(item.stars), low: sum(item.low) },
    reasons: Object.fromEntries(
      Object.entries(item).flatMap(([name, value]) =>
        name.startsWith(REASON) ? [[name.slice(REASON.length), sum(value)]] : [],
      ),
    ),
  }));

export const articlesIn = async (ports: NumberPorts, month: string): Promise<readonly ArticleSums[]> =>
  (await all(ports, articlesKey(month))).map(({ article, useful, notUseful }) => ({
    article: String(article),
    useful: sum(useful),
    notUseful: sum(notUseful),
  }));

const sum = (value: unknown): number => (typeof value === 'number' ? value : 0);

const all = async (
  { client, insightTable: TableName }: NumberPorts,
  pk: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const items: Record<string, unknown>[] = [];
  let ExclusiveStartKey: ConstructorParameters<typeof QueryCommand>[0]['ExclusiveStartKey'];
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: pk } },
        ExclusiveStartKey,
      }),
    );
    items.push(...Items.map((item) => unmarshall(item)));
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
};
