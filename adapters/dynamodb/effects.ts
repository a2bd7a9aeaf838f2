/** Remembers effects on the outside beside the ticket, so that a second delivery of an event does nothing. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Effects, Time } from '../../core/ports.ts';
import { insist } from './insist.ts';
import { nowSeconds } from './ticket-commit.ts';
import { effectKey } from './ticket-table.ts';

const LEASE_S = 120; // longer than the function may run
const KEPT_S = 15 * 24 * 60 * 60; // a day longer than a queue keeps a message

export const createEffects = ({
  client,
  time,
  ticketTable: TableName,
}: {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Time;
  readonly ticketTable: string;
}): Effects => ({
  begin: async (effectId) => {
    const now = nowSeconds(time);
    try {
      await client.send(
        new PutItemCommand({
          TableName,
          Item: {
            ...effectKey(effectId),
            leasedUntil: { N: String(now + LEASE_S) },
            expiresAt: { N: String(now + KEPT_S) },
          },
          ConditionExpression: 'attribute_not_exists(pk) OR leasedUntil < :now',
          ExpressionAttributeValues: { ':now': { N: String(now) } },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return 'begun';
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return error.Item?.leasedUntil ? 'busy' : 'done';
    }
  },
  // The mail is out: if this is not noted, it goes out again.
  done: async (effectId) => {
    const note = new UpdateItemCommand({
      TableName,
      Key: effectKey(effectId),
      UpdateExpression: 'SET doneAt = :now REMOVE leasedUntil',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':now': { S: time.now() } },
    });
    await insist(time, () => client.send(note));
  },
});
