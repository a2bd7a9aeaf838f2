/** The queue properties that are honoured; any other is refused by name (FIFO queues among them). */
import { z } from 'zod';
import { tags } from './tags.ts';

export const queueProperties = z.strictObject({
  VisibilityTimeout: z.int().min(0).max(43_200).default(30),
  DelaySeconds: z.int().min(0).max(900).default(0),
  MessageRetentionPeriod: z.int().min(60).max(1_209_600).default(345_600),
  ReceiveMessageWaitTimeSeconds: z.int().min(0).max(20).default(0),
  MaximumMessageSize: z.int().min(1024).max(1_048_576).default(1_048_576),
  RedrivePolicy: z
    .strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number().int().min(1).max(1000) })
    .optional(),
  // Who may redrive here, and how it is encrypted: nothing to do on one machine.
  RedriveAllowPolicy: z.unknown().optional(),
  KmsMasterKeyId: z.string().optional(),
  KmsDataKeyReusePeriodSeconds: z.int().optional(),
  SqsManagedSseEnabled: z.boolean().optional(),
  FifoQueue: z.literal(false, 'FIFO queues are not emulated').optional(),
  Tags: tags,
});
export type QueueProperties = z.infer<typeof queueProperties>;

/** Read by the permission check, not here. */
export const queuePolicyProperties = z.strictObject({ PolicyDocument: z.unknown(), Queues: z.array(z.string()) });
