/** What closed tickets tell of agents, as sums per team, category and agent. */
import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Tally } from '../../core/domain/routing/learning.ts';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import type { Fact, Lesson } from '../../core/ports-insight.ts';
import { learnedKey, learnedSort, tallyKey } from './insight-table.ts';
import { queryAll } from './query-all.ts';

/** Adds the lessons of facts, and takes back those of the facts in whose place they stand: one update per item. */
export const lessonWrites = (
  TableName: string,
  facts: readonly { readonly fact: Fact; readonly before: Fact | undefined }[],
): readonly TransactWriteItem[] => {
  const moves = new Map<string, { readonly lesson: Lesson; readonly tally: Learned }>();
  const add = (lesson: Lesson | undefined, factor: 1 | -1): void => {
    if (!lesson) return;
    moves.set(keyOf(lesson), { lesson, tally: tallyOf(lesson, factor, moves.get(keyOf(lesson))?.tally) });
  };
  for (const { fact, before } of facts) {
    add(before?.lesson, -1);
    add(fact.lesson, 1);
  }
  return [...moves.values()]
    .filter(({ tally }) => Object.values(tally).some((amount) => amount !== 0))
    .map(({ lesson, tally }) => tallyUpdate(TableName, lesson, tally));
};

const keyOf = ({ team, category, agent }: Lesson): string => `${team}#${category}#${agent}`;

/** `passed`: reviews. */
type Learned = Tally & { readonly passed: number };

const NOTHING: Learned = { closed: 0, minutes: 0, squares: 0, firstContact: 0, passed: 0 };

const tallyOf = ({ minutes, firstContact, passed = 0 }: Lesson, factor: 1 | -1, to: Learned = NOTHING): Learned => ({
  closed: to.closed + factor,
  minutes: to.minutes + factor * minutes,
  squares: to.squares + factor * minutes ** 2,
  firstContact: to.firstContact + (firstContact ? factor : 0),
  passed: to.passed + factor * passed,
});

const tallyUpdate = (TableName: string, { team, category, agent }: Lesson, tally: Learned): TransactWriteItem => ({
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
  const items = await queryAll(client, {
    TableName,
    KeyConditionExpression: 'pk = :team AND begins_with(sk, :category)',
    ExpressionAttributeValues: { ':team': { S: learnedKey(team) }, ':category': { S: learnedSort(category) } },
  });
  return new Map(
    items.map((item) => {
      const { agent, closed, minutes, squares, firstContact } = unmarshall(item);
      return [agent, { closed, minutes, squares, firstContact }];
    }),
  );
};

/**
 * Reviews that an agent has passed, in the tickets of any category that were closed: one query of the team, some read units. Whoever
 * changes team begins anew there.
 */
export const readPassed = async (
  { client, insightTable: TableName }: { readonly client: Pick<DynamoDBClient, 'send'>; readonly insightTable: string },
  team: string,
  agent: AgentId,
): Promise<number> => {
  const items = await queryAll(client, {
    TableName,
    KeyConditionExpression: 'pk = :team',
    FilterExpression: '#agent = :agent',
    ProjectionExpression: 'passed',
    ExpressionAttributeNames: { '#agent': 'agent' },
    ExpressionAttributeValues: { ':team': { S: learnedKey(team) }, ':agent': { S: agent } },
  });
  return items.reduce((sum, { passed }) => sum + Number(passed?.N ?? 0), 0);
};
