/**
 * Tickets that wait in SQS for the second at which they are looked at. Two calls of its JSON protocol: a client of the SDK for
 * them would be another package, and a third of the bundle.
 */
import type { Due, DueQueue } from '../../core/clockwork.ts';
import { type Instant, msBetween, toMs } from '../../core/domain/time.ts';
import type { Time } from '../../core/ports.ts';
import { type Credentials, signed } from './signature.ts';

export interface DueQueuePorts {
  readonly queueUrl: string;
  /** In the place of the queue's own host; the path is then `/`. */
  readonly endpoint?: string | undefined;
  readonly region: () => Promise<string>;
  readonly credentials: () => Promise<Credentials>;
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
    const { Attributes = {} } = await call<{ Attributes?: Record<string, string> }>(ports, 'GetQueueAttributes', {
      AttributeNames: SIZES,
    });
    return SIZES.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  },
});

const SIZES = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

interface Entry {
  readonly Id: string;
  readonly MessageBody: string;
  readonly DelaySeconds: number;
}

/** A body as the bus makes it, so that one consumer reads both. Up, so that it is due when it comes. */
const entryOf =
  (now: Instant) =>
  ({ ticketId, at }: Due, index: number): Entry => ({
    Id: String(index),
    MessageBody: JSON.stringify({ detail: { ticketId } }),
    DelaySeconds: Math.min(Math.max(Math.ceil(msBetween(now, at) / 1000), 0), LONGEST_DELAY_S),
  });

/** Rejects when some are still refused after three attempts. */
const sendBatch = async (ports: DueQueuePorts, entries: readonly Entry[]): Promise<void> => {
  let left = entries;
  for (let attempt = 1; left.length > 0; attempt += 1) {
    if (attempt > ATTEMPTS) throw new Error(`SQS refused ${left.length} messages ${ATTEMPTS} times.`);
    if (attempt > 1) await ports.time.jitter(attempt - 1);
    const { Failed = [] } = await call<{ Failed?: { Id: string }[] }>(ports, 'SendMessageBatch', { Entries: left });
    left = left.filter(({ Id }) => Failed.some((failed) => failed.Id === Id));
  }
};

/** Asks again when the service or the way to it failed; throws what it says otherwise. */
const call = async <T>(ports: DueQueuePorts, action: string, input: object): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await post(ports, action, input).catch((error: Error) => error);
    if (!(answer instanceof Error) && answer.ok) return (await answer.json()) as T;
    const passing = answer instanceof Error || answer.status >= 500 || answer.status === 429;
    if (!passing || attempt === ATTEMPTS)
      throw answer instanceof Error ? answer : new Error(`SQS ${action}: ${answer.status} ${await answer.text()}`);
    await ports.time.jitter(attempt);
  }
};

const post = async (
  { queueUrl, endpoint, region, credentials, time }: DueQueuePorts,
  action: string,
  input: object,
) => {
  const { origin, host } = new URL(endpoint ?? queueUrl);
  const body = JSON.stringify({ QueueUrl: queueUrl, ...input });
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${action}` };
  const signature = { service: 'sqs', region: await region(), epochMs: toMs(time.now()) };
  return fetch(`${origin}/`, {
    method: 'POST',
    headers: signed({ host, path: '/', headers, body }, await credentials(), signature),
    body,
  });
};
