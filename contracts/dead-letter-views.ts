/** What dead letters look like from outside: never what they say. */
import * as z from 'zod';
import { instant } from './common.ts';

const deadLetterQueueView = z.object({
  queue: z.string().describe('Whose they are, e.g. notices'),
  count: z.int().describe('About how many'),
  oldest: z.optional(instant).describe('When the oldest of up to ten of them was sent'),
  redrives: z.boolean().describe('Whether they can go back to where they came from'),
});

export const deadLettersView = z.object({
  items: z.array(deadLetterQueueView),
  runbook: z.string().describe('Where it is written what to do'),
});
export type DeadLettersView = z.infer<typeof deadLettersView>;

export const deadLetterView = z.object({
  id: z.string(),
  sentAt: instant,
  event: z.string().optional().describe('Of the event that it brings'),
  type: z.string().optional(),
  reason: z
    .string()
    .optional()
    .describe('Why it was never delivered; nothing is said of one that its consumer failed on'),
});
export type DeadLetterView = z.infer<typeof deadLetterView>;

export const redriven = z.object({
  queue: z.string(),
  moved: z.int().describe('At most 100 in a call'),
  left: z.int().describe('About how many are still there: call again'),
});
export type Redriven = z.infer<typeof redriven>;
