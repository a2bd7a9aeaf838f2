/** The properties of buses and rules that are honoured; any other is refused by name. */
import { z } from 'zod';
import { tags } from './tags.ts';

export const deadLetterConfig = z.strictObject({ Arn: z.string() }).optional();

export const busProperties = z.strictObject({ Name: z.string(), Description: z.string().optional(), Tags: tags });

const target = z
  .strictObject({
    Arn: z.string(),
    Id: z.string(),
    DeadLetterConfig: deadLetterConfig,
    RetryPolicy: z
      .strictObject({
        MaximumRetryAttempts: z.int().min(0).max(185).default(185),
        MaximumEventAgeInSeconds: z.int().min(60).max(86_400).default(86_400),
      })
      .default({ MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 }),
    Input: z.string().optional(),
    InputPath: z.string().startsWith('$').optional(),
  })
  .refine(({ Input, InputPath }) => Input === undefined || InputPath === undefined, {
    message: 'Input and InputPath exclude each other',
  })
  .refine(({ Arn }) => /^arn:[^:]+:(sqs:|lambda:[^:]*:[^:]*:function:)/.test(Arn), {
    message: 'only SQS queues and Lambda functions are emulated as targets',
    path: ['Arn'],
  });
export type Target = z.infer<typeof target>;

export const ruleProperties = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  EventBusName: z.string().default('default'),
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(target).max(5).default([]),
  Tags: tags,
});
export type RuleProperties = z.infer<typeof ruleProperties>;
