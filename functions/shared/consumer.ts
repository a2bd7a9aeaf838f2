/** Consumers of the bus over SQS: each record stands for itself, and only those that failed come again. */
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type BusDetail, busDetail } from '../../contracts/bus.ts';

export const consumer =
  (handle: (event: BusDetail, correlation: string) => Promise<unknown>) =>
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const results = await Promise.allSettled(Records.map((record) => one(record, handle)));
    const batchItemFailures = Records.filter((_, at) => results[at]?.status === 'rejected').map(({ messageId }) => ({
      itemIdentifier: messageId,
    }));
    return { batchItemFailures };
  };

const one = async (
  { body, messageId }: SQSRecord,
  handle: (event: BusDetail, correlation: string) => Promise<unknown>,
) => {
  try {
    await handle(busDetail.parse(JSON.parse(body).detail), messageId);
  } catch (error) {
    const { logFault } = await import('./logger.ts');
    logFault(error as Error, { messageId });
    throw error;
  }
};
