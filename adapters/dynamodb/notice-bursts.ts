/** Counts what one person is told within a window, by the names of the notices: told again, it counts once. */
import { ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { toMs } from '../../core/domain/time.ts';
import type { Bursts } from '../../core/ports-notices.ts';
import { burstKey, DAY_S } from './notice-table.ts';

export const createBursts = ({
  client,
  noticeTable: TableName,
}: {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly noticeTable: string;
}): Bursts => ({
  admit: async (person, window, id, most) => {
    try {
      await client.send(
        new UpdateItemCommand({
          TableName,
          Key: burstKey(person, window),
          UpdateExpression: 'ADD notices :one SET expiresAt = :expiresAt',
          // It grows no further than this, however many come: it stays one write unit.
          ConditionExpression: 'attribute_not_exists(notices) OR size(notices) < :most OR contains(notices, :id)',
          ExpressionAttributeValues: {
            ':one': { SS: [id] },
            ':id': { S: id },
            ':most': { N: String(most) },
            ':expiresAt': { N: String(Math.floor(toMs(window) / 1000) + DAY_S) },
          },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
