/** That somebody writes an answer to a customer: as long as it stands, the ticket is not pushed aside. */
import { ConditionalCheckFailedException, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type Instant, toMs } from '../../core/domain/time.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import { draftKey } from './ticket-table.ts';

/** One that stands for longer stays. */
export const putDraft = async (
  { client, ticketTable: TableName }: { readonly client: Pick<DynamoDBClient, 'send'>; readonly ticketTable: string },
  id: TicketId,
  by: string,
  until: Instant,
): Promise<void> => {
  const expiresAt = { N: String(Math.ceil(toMs(until) / 1000)) };
  try {
    await client.send(
      new PutItemCommand({
        TableName,
        Item: { ...draftKey(id), by: { S: by }, expiresAt },
        ConditionExpression: 'attribute_not_exists(pk) OR expiresAt < :until',
        ExpressionAttributeValues: { ':until': expiresAt },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};
