/** What reviews add up to per day, agent and reviewer, and what waits for a second one; both follow from the facts of tickets. */
import { type DynamoDBClient, QueryCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import {
  addTo,
  NO_NUMBERS,
  NUMBERS,
  type QualityNumbers,
  type QualityPlace,
  type QualityRow,
  type ReviewTask,
} from '../../core/domain/review/quality.ts';
import type { Fact, Insight } from '../../core/ports-insight.ts';
import { qualityDay, qualityKey, reviewTaskKey, reviewTasks } from './insight-table.ts';
import { queryAll } from './query-all.ts';

interface Replacement {
  readonly fact: Fact;
  readonly before: Fact | undefined;
}

/** What facts that take the place of others do to the sums and to what waits: one write per item. */
export const qualityWrites = (TableName: string, facts: readonly Replacement[]): readonly TransactWriteItem[] => {
  const moves = new Map<string, { readonly place: QualityPlace; readonly numbers: QualityNumbers }>();
  const add = (fact: Fact | undefined, factor: 1 | -1): void => {
    for (const { day, agent, reviewer, ...part } of fact?.quality ?? []) {
      const place = { day, agent, ...(reviewer !== undefined && { reviewer }) };
      const key = JSON.stringify(qualityKey(place));
      moves.set(key, { place, numbers: addTo(moves.get(key)?.numbers ?? NO_NUMBERS, part, factor) });
    }
  };
  for (const { fact, before } of facts) {
    add(before, -1);
    add(fact, 1);
  }
  return [
    ...[...moves.values()]
      .filter(({ numbers }) => NUMBERS.some((name) => numbers[name] !== 0))
      .map(({ place, numbers }) => sumUpdate(TableName, place, numbers)),
    ...facts.flatMap((each) => taskWrites(TableName, each)),
  ];
};

const sumUpdate = (TableName: string, place: QualityPlace, numbers: QualityNumbers): TransactWriteItem => {
  const changed = NUMBERS.filter((name) => numbers[name] !== 0);
  const about = Object.entries(place);
  return {
    Update: {
      TableName,
      Key: qualityKey(place),
      UpdateExpression: `SET ${about.map(([name]) => `#${name} = :${name}`).join(', ')} ADD ${changed.map((name) => `#${name} :${name}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(
        [...about.map(([name]) => name), ...changed].map((name) => [`#${name}`, name]),
      ),
      ExpressionAttributeValues: marshall({
        ...Object.fromEntries(about.map(([name, value]) => [`:${name}`, value])),
        ...Object.fromEntries(changed.map((name) => [`:${name}`, numbers[name]])),
      }),
    },
  };
};

const taskWrites = (TableName: string, { fact, before }: Replacement): readonly TransactWriteItem[] => {
  const [now, then] = [fact.reviewTasks ?? [], before?.reviewTasks ?? []];
  const key = (task: ReviewTask): string => JSON.stringify(reviewTaskKey(task));
  return [
    ...now
      .filter((task) => then.every((each) => key(each) !== key(task)))
      .map((task) => ({ Put: { TableName, Item: { ...reviewTaskKey(task), ...marshall(task) } } })),
    ...then
      .filter((task) => now.every((each) => key(each) !== key(task)))
      .map((task) => ({ Delete: { TableName, Key: reviewTaskKey(task) } })),
  ];
};

export const qualityReads = ({
  client,
  insightTable: TableName,
}: {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly insightTable: string;
}): Pick<Insight, 'quality' | 'reviewTasks'> => ({
  quality: async (day) => {
    const items = await queryAll(client, {
      TableName,
      KeyConditionExpression: 'pk = :day',
      ExpressionAttributeValues: { ':day': { S: qualityDay(day) } },
    });
    return items.map((item) => {
      const { pk: _, sk: __, ...row } = unmarshall(item);
      return { ...NO_NUMBERS, ...row } as QualityRow;
    });
  },
  reviewTasks: async (kind, after, limit) => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: after === undefined ? 'pk = :kind' : 'pk = :kind AND sk > :after',
        ExpressionAttributeValues: {
          ':kind': { S: reviewTasks(kind) },
          ...(after !== undefined && { ':after': { S: after } }),
        },
        Limit: limit,
      }),
    );
    const items = Items.map((item) => {
      const { pk: _, sk: __, ...task } = unmarshall(item);
      return task as ReviewTask;
    });
    const next = LastEvaluatedKey?.sk?.S;
    return { items, ...(next !== undefined && { next }) };
  },
});
