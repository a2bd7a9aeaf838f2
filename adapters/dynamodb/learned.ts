/** What closed tickets tell of agents, as sums per team, category and agent. */
import { type DynamoDBClient, QueryCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Tally } from '../../core/domain/routing/learning.ts';
import type { AgentId } from '../../core/domain/ticket.ts';
import type { Lesson } from '../../core/ports.ts';
import { learnedKey, learnedSort, tallyKey } from './insight-table.ts';
import type { Item } from './ticket-head.ts';

/** Adds the lesson of a fact, and takes back that of the fact in whose place it stands. */
export const lessonWrites = (
  TableName: string,
  before: Lesson | undefined,
  after: Lesson | undefined,
): readonly TransactWriteItem[] => {
  if (before && after && keyOf(before) === keyOf(after)) {
    const difference = tallyOf(after, 1, tallyOf(before, -1));
    return Object.values(difference).some((amount) => amount !== 0) ? [tallyUpdate(TableName, after, difference)] : [];
  }
  return [
    ...(before ? [tallyUpdate(TableName, before, tallyOf(before, -1))] : []),
    ...(after ? [tallyUpdate(TableName, after, tallyOf(after, 1))] : []),
  ];
};

const keyOf = ({ team, category, agent }: Lesson): string => `${team}#${category}#${agent}`;

const NOTHING: Tally = { closed: 0, minutes: 0, squares: 0, firstContact: 0 };

const tallyOf = ({ minutes, firstContact }: Lesson, factor: 1 | -1, to: Tally = NOTHING): Tally => ({
  closed: to.closed + factor,
  minutes: to.minutes + factor * minutes,
  squares: to.squares + factor * minutes ** 2,
  firstContact: to.firstContact + (firstContact ? factor : 0),
});

const tallyUpdate = (TableName: string, { team, category, agent }: Lesson, tally: Tally): TransactWriteItem => ({
  Update: {
    TableName,
    Key: tallyKey(team, category, agent),
    UpdateExpression: `SET #agent = :agent ADD ${Object.keys(tally)
      .map((name) => `#${name} :${name}`)
      .join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(['agent', ...Object.keys(tally)].map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: marshall({
      ':agent': agent,
      ...Object.fromEntries(Object.entries(tally).map(([name, amount]) => [`:${name}`, amount])),
    }),
  },
});

/** By agent; one query, a read unit per 40 agents or so. */
export const readTallies = async (
  { client, insightTable: TableName }: { readonly client: Pick<DynamoDBClient, 'send'>; readonly insightTable: string },
  team: string,
  category: string,
): Promise<ReadonlyMap<AgentId, Tally>> => {
  const tallies = new Map<AgentId, Tally>();
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :team AND begins_with(sk, :category)',
        ExpressionAttributeValues: { ':team': { S: learnedKey(team) }, ':category': { S: learnedSort(category) } },
        ExclusiveStartKey,
      }),
    );
    for (const item of page.Items ?? []) {
      const { agent, closed, minutes, squares, firstContact } = unmarshall(item);
      tallies.set(agent, { closed, minutes, squares, firstContact });
    }
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return tallies;
};
