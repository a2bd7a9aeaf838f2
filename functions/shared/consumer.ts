/** Consumers of the bus over SQS: each record stands for itself, and only those that failed come again. */
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type BusDetail, busDetail, DELIVERIES } from '../../contracts/bus.ts';

interface Schema<T> {
  parse(detail: unknown): T;
}

interface Receipt {
  /** The queue delivers it no more: if it fails it goes to the dead letters. */
  readonly last: boolean;
}

type Handle<T> = (event: T, correlation: string, receipt: Receipt) => Promise<unknown>;

/** `schema`: what this consumer reads of an event; a record that lacks it has failed. */
export const consumerOf =
  <T>(schema: Schema<T>, handle: Handle<T>) =>
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

const one = async <T>({ body, messageId, attributes }: SQSRecord, schema: Schema<T>, handle: Handle<T>) => {
  try {
    await handle(schema.parse(JSON.parse(body).detail), messageId, {
      last: Number(attributes?.ApproximateReceiveCount) >= DELIVERIES,
    });
  } catch (error) {
    const { logFault } = await import('./logger.ts');
    logFault(error as Error, { messageId });
    throw error;
  }
};
