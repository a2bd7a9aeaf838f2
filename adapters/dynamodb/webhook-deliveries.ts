/** What was tried at an endpoint, and doing it again. */
import {
  ConditionalCheckFailedException,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Waiting } from '../../core/domain/webhooks/delivery.ts';
import type { Attempt, Deliveries } from '../../core/ports-webhooks.ts';
import type { Item } from './item.ts';
import { transact, type Write } from './transact.ts';
import type { OutboundPorts } from './webhook-items.ts';
import { waitingFor, waitingItem } from './webhook-lanes.ts';
import { LAST_WAITING, laneKey, logPartition, waitingKey } from './webhook-table.ts';

export const createDeliveries = (ports: OutboundPorts): Deliveries => {
  const { client, outboundTable: TableName } = ports;
  return {
    attempts: (id, after, limit) => attemptsBefore(ports, id, after, limit),
    givenUp: async (id, since, limit) => {
      const failed: Attempt[] = [];
      let ExclusiveStartKey: Item | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'pk = :log AND sk >= :since',
            ExpressionAttributeValues: { ':log': { S: logPartition(id) }, ':since': { S: since } },
            ExclusiveStartKey,
          }),
        );
        for (const round of page.Items ?? [])
          failed.push(...attemptsOf(round).filter(({ state }) => state === 'failed'));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey && failed.length < limit);
      return failed.slice(0, limit);
    },
    put: (id, waiting) =>
      sideBySide(waiting, (each) => {
        const Item = waitingItem(ports, id, each);
        return unlessTaken(
          client.send(new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' })),
        );
      }),
    hasten: async (id, now, limit) => {
      const waiting = await waitingFor(ports, id, LAST_WAITING, limit);
      await sideBySide(
        waiting.filter(({ dueAt }) => dueAt > now),
        async (each) => {
          await transact(ports, hastening(ports, id, each, now)); // somebody may be at it: then it is as it should be
        },
      );
      return waiting.length;
    },
    move: async (id, { position, breaker }) => {
      const sets = Object.entries({ ':position': position, ':breaker': breaker }).filter(([, value]) => value);
      await unlessTaken(
        client.send(
          new UpdateItemCommand({
            TableName,
            Key: laneKey(id),
            UpdateExpression: `SET version = version + :one, ${sets.map(([name]) => `#${name.slice(1)} = ${name}`).join(', ')} REMOVE leasedUntil`,
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeNames: Object.fromEntries(sets.map(([name]) => [`#${name.slice(1)}`, name.slice(1)])),
            ExpressionAttributeValues: marshall(
              { ':one': 1, ...Object.fromEntries(sets) },
              { removeUndefinedValues: true },
            ),
          }),
        ),
      );
    },
  };
};

const AT_ONCE = 25;

const sideBySide = async <T>(all: readonly T[], act: (each: T) => Promise<void>): Promise<void> => {
  for (let at = 0; at < all.length; at += AT_ONCE) await Promise.all(all.slice(at, at + AT_ONCE).map(act));
};

const hastening = (ports: OutboundPorts, id: string, waiting: Waiting, dueAt: string): Write<'moved'>[] => {
  const { outboundTable: TableName } = ports;
  const Key = waitingKey(id, waiting.dueAt, waiting.event.id);
  const Item = waitingItem(ports, id, { ...waiting, dueAt });
  return [
    { role: 'moved', item: { Delete: { TableName, Key, ConditionExpression: 'attribute_exists(pk)' } } },
    { role: 'moved', item: { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } } },
  ];
};

const unlessTaken = async (write: Promise<unknown>): Promise<void> => {
  try {
    await write;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

const attemptsOf = (round: Item): readonly Attempt[] => JSON.parse(round.attempts?.S ?? '[]') as Attempt[];

/** A page may end inside a round: the token is the sort key of the round and how many of its attempts were shown. */
const attemptsBefore = async (
  { client, outboundTable: TableName }: OutboundPorts,
  id: string,
  after: string | undefined,
  limit: number,
) => {
  const [sort, shown] = after === undefined ? ['9', 0] : (JSON.parse(after) as [string, number]);
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :log AND sk <= :sort',
      ExpressionAttributeValues: { ':log': { S: logPartition(id) }, ':sort': { S: sort } },
      ScanIndexForward: false,
      Limit: limit + 1, // each round has one attempt at least
    }),
  );
  const all = Items.flatMap((round) =>
    attemptsOf(round)
      .toReversed()
      .map((attempt, at) => ({ attempt, at, sort: round.sk?.S ?? '' })),
  ).filter((each) => each.sort !== sort || each.at >= shown);
  const items = all.slice(0, limit).map(({ attempt }) => attempt);
  const following = all[limit];
  if (following) return { items, next: JSON.stringify([following.sort, following.at]) };
  return LastEvaluatedKey ? { items, next: JSON.stringify([LastEvaluatedKey.sk?.S ?? '', 0]) } : { items };
};
