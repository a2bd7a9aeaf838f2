/** Wakes of endpoints, through the queue of those who deliver. */
import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from '@aws-sdk/client-sqs';
import type { Time } from '../../core/ports.ts';
import type { Wakes } from '../../core/ports-webhooks.ts';

interface WakePorts {
  readonly client: Pick<SQSClient, 'send'>;
  readonly queueUrl: string;
  readonly time: Pick<Time, 'jitter'>;
}

const BATCH = 10; // what SQS takes at once
const LONGEST_DELAY_S = 900;
const ATTEMPTS = 3;

/** A body as the bus makes it, so that the same stack reads both. */
export const createWakes = (ports: WakePorts): Wakes => ({
  send: async (wakes) => {
    for (let from = 0; from < wakes.length; from += BATCH)
      await sendBatch(
        ports,
        wakes.slice(from, from + BATCH).map(({ webhook, delayS }, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify({ detail: { webhook } }),
          DelaySeconds: Math.min(Math.max(Math.ceil(delayS), 0), LONGEST_DELAY_S),
        })),
      );
  },
});

/** Rejects when some are still refused after three attempts. */
const sendBatch = async (
  { client, queueUrl: QueueUrl, time }: WakePorts,
  entries: readonly SendMessageBatchRequestEntry[],
): Promise<void> => {
  let left = entries;
  for (let attempt = 1; left.length > 0; attempt += 1) {
    if (attempt > ATTEMPTS) throw new Error(`SQS refused ${left.length} messages ${ATTEMPTS} times.`);
    if (attempt > 1) await time.jitter(attempt - 1);
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries: [...left] }));
    left = left.filter(({ Id }) => Failed.some((failed) => failed.Id === Id));
  }
};
