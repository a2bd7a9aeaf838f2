/** What tickets and answers show of reviews. */
import * as z from 'zod';
import { PRECHECKS, RISKS } from '../core/domain/review/review.ts';
import { instant } from './common.ts';

const verdict = z.enum(['pass', 'rework']);
const score = z.number().optional().describe('0 to 100, by weight; 0 when a critical item has failed');

export const precheckView = z
  .object({ score: z.number().describe('0 to 100'), found: z.array(z.enum(PRECHECKS)) })
  .describe('What can be seen without reading; no part of what people say');

export const sampledView = z
  .object({
    share: z.number().describe('The share that held, 0 to 1'),
    draw: z.number().describe("The ticket's own number: chosen when it is below the share"),
    risks: z.array(z.enum(RISKS)).describe('Looked at whatever the share'),
    full: z.literal(true).optional().describe('Chosen, but no reviewer had room'),
    twice: z.literal(true).optional().describe('Two reviewers look at it apart'),
    reviewer: z.string().optional().describe('Who was given it; others may review it, too'),
    second: z.string().optional(),
  })
  .describe('Why it is reviewed, or is not');

/** Of a review that was made. */
export const reviewView = z.object({
  seq: z.int().describe('Of its event; disputes name it'),
  at: instant,
  by: z.string(),
  of: z.string().describe('Whose work it was'),
  verdict: verdict.optional().describe('Hidden from who is asked to look at it a second time, until they have'),
  score,
  disputed: z.object({ at: instant, by: z.string() }).optional(),
  decided: z.object({ by: z.string(), upheld: z.boolean().describe('The review stands as it was'), score }).optional(),
  second: z
    .object({ asked: z.string().optional(), by: z.string().optional(), verdict: verdict.optional(), score })
    .optional()
    .describe('Of another reviewer who looked at it'),
});
export type ReviewView = z.infer<typeof reviewView>;
