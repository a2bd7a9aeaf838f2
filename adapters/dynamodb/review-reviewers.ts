/** Who reviews, and how many reviews they were given today: one small partition of the directory, kept by whoever puts agents. */
import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Reviewer } from '../../core/domain/review/choosing.ts';
import type { AgentProfile } from '../../core/domain/routing/agent.ts';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import type { Reviewers, ReviewSlot } from '../../core/ports-reviews.ts';
import { REVIEWERS, reviewerKey } from './directory-table.ts';
import type { Item } from './item.ts';
import { queryAll } from './query-all.ts';

/** Read as it stands now: what was given a moment ago counts. A read unit per 4 KB, some twenty reviewers. */
export const createReviewers = ({
  client,
  directoryTable: TableName,
}: {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly directoryTable: string;
}): Reviewers => ({
  all: async () => {
    const items = await queryAll(client, {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: REVIEWERS } },
      ConsistentRead: true,
    });
    return items.map(reviewerOf);
  },
});

const reviewerOf = (item: Item): Reviewer => {
  const { id, team, leave, until, day, given } = unmarshall(item);
  return {
    ...{ id, team, leave: leave ?? [], given: given ?? 0 },
    ...(until !== undefined && { until }),
    ...(day !== undefined && { day }),
  };
};

/** Goes with what the directory says of an agent; what they were given today stays. None for who never was a reviewer. */
export const reviewerWrites = (
  TableName: string,
  { id, team, roles, leave, until }: AgentProfile,
  known: Pick<AgentProfile, 'roles'> | undefined,
): readonly TransactWriteItem[] => {
  if (!roles.includes('reviewer')) return known?.roles.includes('reviewer') ? [reviewerRemoval(TableName, id)] : [];
  return [
    {
      Update: {
        TableName,
        Key: reviewerKey(id),
        UpdateExpression: `SET id = :id, team = :team, #leave = :leave${until === undefined ? ' REMOVE #until' : ', #until = :until'}`,
        ExpressionAttributeNames: { '#leave': 'leave', '#until': 'until' },
        ExpressionAttributeValues: marshall(
          { ':id': id, ':team': team, ':leave': leave, ':until': until },
          { removeUndefinedValues: true },
        ),
      },
    },
  ];
};

export const reviewerRemoval = (TableName: string, id: AgentId): TransactWriteItem => ({
  Delete: { TableName, Key: reviewerKey(id) },
});

/** Broken when somebody else took the last room, when the day has begun for them meanwhile, or when they are no reviewer any more. */
export const slotWrite = (TableName: string, { reviewer, day, quota, first }: ReviewSlot): TransactWriteItem => ({
  Update: {
    TableName,
    Key: reviewerKey(reviewer),
    ...(first
      ? {
          UpdateExpression: 'SET #day = :day, given = :one',
          ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(#day) OR #day <> :day)',
        }
      : {
          UpdateExpression: 'SET given = given + :one',
          ConditionExpression: '#day = :day AND given < :quota',
        }),
    ExpressionAttributeNames: { '#day': 'day' },
    ExpressionAttributeValues: marshall({ ':day': day, ':one': 1, ...(!first && { ':quota': quota }) }),
  },
});
