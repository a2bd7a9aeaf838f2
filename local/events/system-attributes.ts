import type { MessageRow } from './message-rows.ts';

/** What SQS itself says about a received message; all values are text. */
export const systemAttributes = (row: MessageRow): Record<string, string> => ({
  ApproximateReceiveCount: String(row.receives),
  SentTimestamp: String(row.sent_at),
  SenderId: row.sender,
  ApproximateFirstReceiveTimestamp: String(row.first_received_at),
  ...(row.source && { DeadLetterQueueSourceArn: row.source }),
});
