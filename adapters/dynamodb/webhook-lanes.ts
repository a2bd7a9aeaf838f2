/** How far each endpoint has come, and what waits for it. */
import { randomBytes } from 'node:crypto';
import { ConditionalCheckFailedException, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Waiting } from '../../core/domain/webhooks/delivery.ts';
import { wasTaken } from '../../core/domain/webhooks/delivery.ts';
import type { Lane, Lanes, Round } from '../../core/ports-webhooks.ts';
import type { Item } from './item.ts';
import { nowSeconds } from './ticket-commit.ts';
import { transact, type Write } from './transact.ts';
import { laneItem, laneOf, type OutboundPorts, readWebhook, webhookItem } from './webhook-items.ts';
import {
  DAY_S,
  FIRST_WAITING,
  LAST_WAITING,
  laneKey,
  lanePartition,
  roundKey,
  waitingKey,
  waitingUntil,
} from './webhook-table.ts';

const LOG_DAYS = 7;
const WAITING_DAYS = 30;

export const createLanes = (ports: OutboundPorts): Lanes => {
  const { client, time, outboundTable: TableName } = ports;
  return {
    read: (id) => readWebhook(ports, id),
    due: (id, by, limit) => waitingFor(ports, id, waitingUntil(by), limit),
    first: async (id) => (await waitingFor(ports, id, LAST_WAITING, 1))[0],
    take: async (id, lane, until) => {
      try {
        const { Attributes } = await client.send(
          new UpdateItemCommand({
            TableName,
            Key: laneKey(id),
            UpdateExpression: 'SET leasedUntil = :until, version = :next',
            ConditionExpression: 'version = :seen AND (attribute_not_exists(leasedUntil) OR leasedUntil < :now)',
            ExpressionAttributeValues: marshall({
              ':until': until,
              ':seen': lane.version,
              ':next': lane.version + 1,
              ':now': time.now(),
            }),
            ReturnValues: 'ALL_NEW',
          }),
        );
        return Attributes && laneOf(Attributes);
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    },
    commit: async (id, lane, round) => {
      const after = laneAfter(lane, round);
      const failed = await transact(ports, roundWrites(ports, id, after, round));
      return failed.length === 0 ? after : undefined;
    },
  };
};

const laneAfter = ({ leasedUntil, lastDeliveredAt, version }: Lane, round: Round): Lane => {
  const delivered = round.attempts.findLast(({ outcome }) => wasTaken(outcome))?.at ?? lastDeliveredAt;
  return {
    position: round.position,
    breaker: round.breaker,
    version: version + 1,
    ...(!round.last && leasedUntil !== undefined && { leasedUntil }),
    ...(delivered !== undefined && { lastDeliveredAt: delivered }),
  };
};

/** At most 1 + 1 + 2 × 10 + 1 items. Without attempts, the lane alone. */
const roundWrites = (ports: OutboundPorts, id: string, after: Lane, round: Round): Write<'lane'>[] => {
  const { time, outboundTable: TableName } = ports;
  const seen = (version: number) => ({
    ConditionExpression: 'version = :seen',
    ExpressionAttributeValues: { ':seen': { N: String(version - 1) } },
  });
  const { attempts, over, waiting, disabled } = round;
  return [
    { Put: { TableName, Item: laneItem(id, after), ...seen(after.version) } },
    ...over.map(({ dueAt, event }) => ({
      Delete: { TableName, Key: waitingKey(id, dueAt, event.id), ConditionExpression: 'attribute_exists(pk)' },
    })),
    ...waiting.map((each) => ({
      Put: { TableName, Item: waitingItem(ports, id, each), ConditionExpression: 'attribute_not_exists(pk)' },
    })),
    ...(disabled ? [{ Put: { TableName, Item: webhookItem(disabled), ...seen(disabled.version) } }] : []),
    ...(attempts.length > 0
      ? [
          {
            Put: {
              TableName,
              Item: {
                ...roundKey(id, time.now(), randomBytes(4).toString('hex')),
                attempts: { S: JSON.stringify(attempts) },
                expiresAt: { N: String(nowSeconds(time) + LOG_DAYS * DAY_S) },
              },
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
        ]
      : []),
  ].map((item) => ({ role: 'lane', item }));
};

export const waitingItem = ({ time }: Pick<OutboundPorts, 'time'>, id: string, waiting: Waiting): Item => ({
  ...waitingKey(id, waiting.dueAt, waiting.event.id),
  ...marshall({ ...waiting, expiresAt: nowSeconds(time) + WAITING_DAYS * DAY_S }, { removeUndefinedValues: true }),
});

/** The first one first. */
export const waitingFor = async (
  { client, outboundTable: TableName }: OutboundPorts,
  id: string,
  until: string,
  Limit: number,
): Promise<readonly Waiting[]> => {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :lane AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':lane': { S: lanePartition(id) },
        ':first': { S: FIRST_WAITING },
        ':last': { S: until },
      },
      ConsistentRead: true,
      Limit,
    }),
  );
  return Items.map((item) => {
    const { event, position, attempts, dueAt } = unmarshall(item);
    return { event, attempts, dueAt, ...(position && { position }) } as Waiting;
  });
};
