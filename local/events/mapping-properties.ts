/** The event source mapping properties that are honoured: from an SQS queue. Any other is refused by name. */
import { z } from 'zod';
import { filterCriteria } from './filter.ts';
import { tags } from './tags.ts';

export const mappingProperties = z
  .strictObject({
    EventSourceArn: z.string().regex(/^arn:[^:]+:sqs:/, 'only SQS queues are emulated as event sources'),
    FunctionName: z.string(),
    BatchSize: z.int().min(1).max(10_000).default(10),
    MaximumBatchingWindowInSeconds: z.int().min(0).max(300).default(0),
    Enabled: z.boolean().default(true),
    FilterCriteria: filterCriteria,
    FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).max(1).default([]),
    ScalingConfig: z.strictObject({ MaximumConcurrency: z.int().min(2).max(1000).optional() }).default({}),
    Tags: tags,
  })
  .refine(({ BatchSize, MaximumBatchingWindowInSeconds }) => BatchSize <= 10 || MaximumBatchingWindowInSeconds > 0, {
    message: 'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    path: ['BatchSize'],
  });
export type MappingProperties = z.infer<typeof mappingProperties>;
