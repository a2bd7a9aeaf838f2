/** Tickets that wait in SQS for the second at which they are looked at. */
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { DueQueue } from '../../core/clockwork.ts';
import { msBetween } from '../../core/domain/time.ts';
import { type SendPorts, sendDelayed } from '../sqs/send-delayed.ts';

export const createDueQueue = (ports: SendPorts): DueQueue => ({
  send: (due, now) =>
    sendDelayed(
      ports,
      due.map(({ ticketId, at }) => ({ detail: { ticketId }, delayS: msBetween(now, at) / 1000 })),
    ),
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
