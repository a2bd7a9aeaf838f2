/** SQS messages as a Lambda function gets them, and what it answers about them. */
import { hash } from 'node:crypto';
import { REGION } from '../aws.ts';
import type { MessageAttributes } from './attribute-digest.ts';
import type { MessageRow } from './message-rows.ts';
import { receiptHandle } from './receipt.ts';
import { systemAttributes } from './system-attributes.ts';

export interface LambdaRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<Record<string, unknown>>;
  readonly md5OfBody: string;
  readonly eventSource: 'aws:sqs';
  readonly eventSourceARN: string;
  readonly awsRegion: string;
}

export const lambdaRecord = (row: MessageRow, queueArn: string): LambdaRecord => ({
  messageId: row.message_id,
  receiptHandle: receiptHandle(row, row.message_id),
  body: row.body,
  attributes: systemAttributes(row),
  messageAttributes: row.attributes ? lambdaAttributes(JSON.parse(row.attributes)) : {},
  md5OfBody: hash('md5', row.body),
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn,
  awsRegion: REGION,
});

const lambdaAttributes = (attributes: MessageAttributes): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        ...(StringValue !== undefined && { stringValue: StringValue }),
        ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType,
      },
    ]),
  );

/** A filter sees the body as an object when it is the text of one. */
export function filterView(record: LambdaRecord): unknown {
  try {
    const body: unknown = JSON.parse(record.body);
    return typeof body === 'object' && body !== null ? { ...record, body } : record;
  } catch {
    return record;
  }
}

/**
 * Message ids that the function reports as failed. `'all'` when its answer cannot be read or names a message that is not in
 * the batch: Lambda then counts the whole batch as failed.
 */
export function reportedFailures(answer: unknown, batch: readonly MessageRow[]): ReadonlySet<string> | 'all' {
  if (answer === null || answer === undefined || answer === '') return new Set();
  if (typeof answer !== 'object') return 'all';
  const failures: unknown = (answer as { batchItemFailures?: unknown }).batchItemFailures ?? [];
  if (!Array.isArray(failures)) return 'all';
  const ids = failures.map((failure) => failure?.itemIdentifier);
  const known = new Set(batch.map((row) => row.message_id));
  return ids.every((id) => known.has(id)) ? new Set(ids) : 'all';
}
