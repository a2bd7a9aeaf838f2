/** Ports of the functions that tell the outside of events; apart, since none of them touches a ticket. */
import { randomBytes } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { ulid } from 'ulid';
import { createFeedWriter } from '../../adapters/dynamodb/feed-entries.ts';
import { createFeedReader } from '../../adapters/dynamodb/feed-reads.ts';
import { createDeliveries } from '../../adapters/dynamodb/webhook-deliveries.ts';
import { createLanes } from '../../adapters/dynamodb/webhook-lanes.ts';
import { createWebhooks } from '../../adapters/dynamodb/webhook-list.ts';
import { createWakes } from '../../adapters/sqs/webhook-wakes.ts';
import { systemTime as time } from '../../adapters/system-time.ts';
import { dynamodb as client } from './dynamodb.ts';

type Has<V extends string> = Readonly<Record<V, string>>;

const outbound = (from: Has<'OUTBOUND_TABLE'>) => ({ client, time, outboundTable: from.OUTBOUND_TABLE });

export const wireFeedWriter = (from: Has<'OUTBOUND_TABLE'>) => createFeedWriter(outbound(from));
export const wireFeedReader = (from: Has<'OUTBOUND_TABLE'>) => createFeedReader(outbound(from));
export const wireWebhooks = (from: Has<'OUTBOUND_TABLE'>) => createWebhooks(outbound(from));
export const wireLanes = (from: Has<'OUTBOUND_TABLE'>) => createLanes(outbound(from));
export const wireDeliveries = (from: Has<'OUTBOUND_TABLE'>) => createDeliveries(outbound(from));

export const wireWakes = (from: Has<'WAKE_QUEUE_URL'>) =>
  createWakes({
    time,
    queueUrl: from.WAKE_QUEUE_URL,
    // The host of the queue's URL is not where the embedded runtime listens.
    client: new SQSClient({ useQueueUrlAsEndpoint: false }),
  });

export const webhookIds = {
  webhook: () => `whk_${ulid()}` as const,
  /** Of a secret: says nothing of its value. */
  secret: () => randomBytes(6).toString('hex'),
};

/** Whether private addresses may be called: on one machine alone. Throws on any other value. */
export const targetsOf = ({ WEBHOOK_TARGETS: targets }: Has<'WEBHOOK_TARGETS'>): 'public' | 'any' => {
  if (targets !== 'public' && targets !== 'any') throw new Error(`WEBHOOK_TARGETS is ${targets}.`);
  return targets;
};
