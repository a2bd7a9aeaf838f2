/** Tickets that wait in SQS for the second at which they are looked at. */
import {
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Due, DueQueue } from '../../core/clockwork.ts';
import { type Instant, msBetween } from '../../core/domain/time.ts';
import type { Time } from '../../core/ports.ts';

export interface DueQueuePorts {
  readonly client: Pick<SQSClient, 'send'>;
  readonly queueUrl: string;
  readonly time: Time;
}

const BATCH = 10; // what SQS takes at once
const LONGEST_DELAY_S = 900;
const ATTEMPTS = 3;

export const createDueQueue = (ports: DueQueuePorts): DueQueue => ({
  send: async (due, now) => {
    for (let from = 0; from < due.length; from += BATCH)
      await sendBatch(ports, due.slice(from, from + BATCH).map(entryOf(now)));
  },
  size: async () => {
    const { client, queueUrl: QueueUrl } = ports;
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...SIZES] }),
    );
    return SIZES.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  },
});

const SIZES = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** A body as the bus makes it, so that one consumer reads both. Up, so that it is due when it comes. */
const entryOf =
  (now: Instant) =>
  ({ ticketId, at }: Due, index: number): SendMessageBatchRequestEntry => ({
    Id: String(index),
    MessageBody: JSON.stringify({ detail: { ticketId } }),
    DelaySeconds: Math.min(Math.max(Math.ceil(msBetween(now, at) / 1000), 0), LONGEST_DELAY_S),
  });

/** Rejects when some are still refused after three attempts. */
const sendBatch = async (
  { client, queueUrl: QueueUrl, time }: DueQueuePorts,
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
