/** Sends messages that come after a while, ten at a time: what SQS refuses of a batch is sent again. */
import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from '@aws-sdk/client-sqs';
import type { Time } from '../../core/ports.ts';

export interface SendPorts {
  readonly client: Pick<SQSClient, 'send'>;
  readonly queueUrl: string;
  readonly time: Pick<Time, 'jitter'>;
}

/** `detail`: of a body as the bus makes it, so that one consumer reads both. */
export interface Delayed {
  readonly detail: object;
  /** Rounded up, so that it is due when it comes; at most the 15 minutes that SQS knows. */
  readonly delayS: number;
}

const BATCH = 10; // what SQS takes at once
const LONGEST_DELAY_S = 900;
const ATTEMPTS = 3;

/** Rejects when some are still refused after three attempts. */
export const sendDelayed = async (ports: SendPorts, messages: readonly Delayed[]): Promise<void> => {
  for (let from = 0; from < messages.length; from += BATCH)
    await sendBatch(ports, messages.slice(from, from + BATCH).map(entryOf));
};

const entryOf = ({ detail, delayS }: Delayed, index: number): SendMessageBatchRequestEntry => ({
  Id: String(index),
  MessageBody: JSON.stringify({ detail }),
  DelaySeconds: Math.min(Math.max(Math.ceil(delayS), 0), LONGEST_DELAY_S),
});

const sendBatch = async (
  { client, queueUrl: QueueUrl, time }: SendPorts,
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
