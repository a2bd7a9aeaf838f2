/** What became of messages, beside the notices that they were. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Time } from '../../core/ports.ts';
import type { Arrivals, MessageNumbers } from '../../core/ports-deliveries.ts';
import { insist } from './insist.ts';
import { DAY_S, messageKey, noticeKey } from './notice-table.ts';
import { nowSeconds } from './ticket-commit.ts';

interface DeliveryTable {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Time;
  readonly noticeTable: string;
}

export const createArrivals = ({ client, time, noticeTable: TableName }: DeliveryTable): Arrivals => ({
  arrived: async (id, providerId) => {
    const write = new UpdateItemCommand({
      TableName,
      Key: noticeKey(id),
      UpdateExpression: 'SET deliveredAt = :now',
      ConditionExpression: '#state = :sent AND providerId = :provider AND attribute_not_exists(deliveredAt)',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: marshall({ ':now': time.now(), ':sent': 'sent', ':provider': providerId }),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      await insist(time, () => client.send(write));
      return 'noted';
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return error.Item?.state?.S === 'begun' ? 'early' : 'over';
    }
  },
});

/** Receipts come for three days at most. */
const KEPT_DAYS = 7;

export const createMessageNumbers = ({ client, time, noticeTable: TableName }: DeliveryTable): MessageNumbers => ({
  put: async (providerId, tag) => {
    const expiresAt = nowSeconds(time) + KEPT_DAYS * DAY_S;
    const put = new PutItemCommand({
      TableName,
      Item: { ...messageKey(providerId), ...marshall({ tag, expiresAt }) },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    await client.send(put).catch((error) => {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    });
  },
  tagOf: async (providerId) => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName, Key: messageKey(providerId), ConsistentRead: true }),
    );
    return Item?.tag?.S;
  },
});
