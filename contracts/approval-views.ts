/** An approval as the desk reads it. */
import * as z from 'zod';
import { instant } from './common.ts';

export const approvalView = z.object({
  request: z.int().describe('An answer names it: what has changed since is another request'),
  code: z.string().describe('With which it is to be resolved'),
  by: z.string().describe('Who asks'),
  stage: z.string().describe('That is asked now'),
  stages: z
    .array(
      z.object({
        name: z.string(),
        title: z.object({ zh: z.string(), en: z.string() }).optional(),
        approvers: z.array(z.string()),
        need: z.int(),
        given: z.array(z.string()).describe('Who have agreed'),
      }),
    )
    .describe('In the order in which they are asked'),
  askedAt: instant,
  dueAt: instant.check(z.describe('Then more people are asked; silence never approves')),
  late: z.int().describe('How often it was late'),
  question: z
    .object({
      by: z.string(),
      text: z.string(),
      dueAt: z.optional(instant).describe('Without an answer by then it goes back to be handled'),
    })
    .optional()
    .describe('Of an approver; open until answered'),
});
export type ApprovalView = z.infer<typeof approvalView>;
