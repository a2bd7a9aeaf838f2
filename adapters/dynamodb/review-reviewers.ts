/** Who reviews, and how many reviews they were given today: one small partition of the directory, kept by whoever puts agents. */
import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { givenOn, type Reviewer } from '../../core/domain/review/choosing.ts';
import type { AgentProfile } from '../../core/domain/routing/agent.ts';
import { toMs } from '../../core/domain/time.ts';
import type { AgentId, TicketId } from '../../core/domain/vocabulary.ts';
import type { Time } from '../../core/ports.ts';
import type { Reviewers, ReviewSlot } from '../../core/ports-reviews.ts';
import { shared } from '../shared.ts';
import { REVIEWERS, reviewerKey } from './directory-table.ts';
import type { Item } from './item.ts';
import { queryAll } from './query-all.ts';

const REMEMBERED_MS = 10_000;

interface Memory {
  reviewers: readonly Reviewer[];
  guessed: boolean;
  readonly until: number;
  readonly told: Set<TicketId>;
}

/**
 * Whoever was chosen by what is remembered, and has no room any more, refuses the change that gives them a review: then the ticket asks
 * again. A read unit per 4 KB, some twenty reviewers.
 */
export const createReviewers = ({
  client,
  directoryTable: TableName,
  time,
}: {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly directoryTable: string;
  readonly time: Pick<Time, 'now'>;
}): Reviewers => {
  let memory: Memory | undefined;
  const read = shared(async (nowMs: string): Promise<Memory> => {
    const items = await queryAll(client, {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: REVIEWERS } },
      ConsistentRead: true,
    });
    const until = Number(nowMs) + REMEMBERED_MS;
    return { reviewers: items.map(reviewerOf), guessed: false, until, told: new Set() };
  }, String);
  return {
    all: async (ticket) => {
      const nowMs = toMs(time.now());
      let known = memory;
      if (!known || known.until <= nowMs || known.told.has(ticket)) known = memory = await read(String(nowMs));
      known.told.add(ticket);
      return { reviewers: known.reviewers, guessed: known.guessed };
    },
    giving: (slots) => {
      if (!memory || slots.length === 0) return;
      memory.reviewers = memory.reviewers.map((each) =>
        slots.filter(({ reviewer }) => reviewer === each.id).reduce(withOne, each),
      );
      memory.guessed = true;
    },
  };
};

const withOne = (reviewer: Reviewer, { day }: ReviewSlot): Reviewer => ({
  ...reviewer,
  ...{ day, given: givenOn(reviewer, day) + 1 },
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
