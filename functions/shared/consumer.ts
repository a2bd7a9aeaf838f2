/** Consumers of the bus over SQS: each record stands for itself, and only those that failed come again. */
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type BusDetail, busDetail } from '../../contracts/bus.ts';

interface Schema<T> {
  parse(detail: unknown): T;
}

/** `schema`: what this consumer reads of an event; a record that lacks it has failed. */
export const consumerOf =
  <T>(schema: Schema<T>, handle: (event: T, correlation: string) => Promise<unknown>) =>
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const results = await Promise.allSettled(Records.map((record) => one(record, schema, handle)));
    const batchItemFailures = Records.filter((_, at) => results[at]?.status === 'rejected').map(({ messageId }) => ({
      itemIdentifier: messageId,
    }));
    return { batchItemFailures };
  };

/** Of events of tickets. */
export const consumer = (handle: (event: BusDetail, correlation: string) => Promise<unknown>) =>
  consumerOf(busDetail, handle);

const one = async <T>(
  { body, messageId }: SQSRecord,
  schema: Schema<T>,
  handle: (event: T, correlation: string) => Promise<unknown>,
) => {
  try {
    await handle(schema.parse(JSON.parse(body).detail), messageId);
  } catch (error) {
    const { logFault } = await import('./logger.ts');
    logFault(error as Error, { messageId });
    throw error;
  }
};
