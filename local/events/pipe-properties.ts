/** The pipe properties that are honoured: from a DynamoDB stream to an event bus. Any other is refused by name. */
import { z } from 'zod';
import { deadLetterConfig } from './bus-properties.ts';
import { filterCriteria } from './filter.ts';
import { tags } from './tags.ts';

const UNLIMITED = -1;

export const pipeProperties = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  RoleArn: z.string(),
  DesiredState: z.enum(['RUNNING', 'STOPPED']).default('RUNNING'),
  Source: z.string().regex(/^arn:[^:]+:dynamodb:.*\/stream\//, 'only DynamoDB streams are emulated as sources'),
  SourceParameters: z.strictObject({
    FilterCriteria: filterCriteria,
    DynamoDBStreamParameters: z.strictObject({
      StartingPosition: z.literal('TRIM_HORIZON'),
      BatchSize: z.int().min(1).max(10_000).default(100),
      MaximumBatchingWindowInSeconds: z.int().min(0).max(300).default(0),
      MaximumRecordAgeInSeconds: z.int().min(UNLIMITED).max(604_800).default(UNLIMITED),
      MaximumRetryAttempts: z.int().min(UNLIMITED).max(10_000).default(UNLIMITED),
      OnPartialBatchItemFailure: z.literal('AUTOMATIC_BISECT').optional(),
      DeadLetterConfig: deadLetterConfig,
      // More readers than one would only add disorder between items here.
      ParallelizationFactor: z.int().min(1).max(10).optional(),
    }),
  }),
  Target: z.string().regex(/^arn:[^:]+:events:.*:event-bus\//, 'only event buses are emulated as targets'),
  TargetParameters: z
    .strictObject({
      InputTemplate: z.string().optional(),
      EventBridgeEventBusParameters: z
        .strictObject({
          DetailType: z.string().optional(),
          Source: z.string().optional(),
          Time: z.string().startsWith('$').optional(),
          Resources: z.array(z.string()).max(10).optional(),
        })
        .default({}),
    })
    .default({ EventBridgeEventBusParameters: {} }),
  // Where AWS writes the pipe's own log.
  LogConfiguration: z.unknown().optional(),
  KmsKeyIdentifier: z.string().optional(),
  Tags: tags,
});
export type PipeProperties = z.infer<typeof pipeProperties>;
