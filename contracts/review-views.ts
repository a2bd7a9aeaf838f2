/** What is answered of reviews. */
import * as z from 'zod';
import { RISKS } from '../core/domain/review/review.ts';
import { instant, ticketCode, ticketId } from './common.ts';
import { precheckView, sampledView } from './review-parts.ts';
import { REVIEW_KINDS } from './review-requests.ts';
import { ticketSummary } from './views.ts';

const titles = z.object({ zh: z.string(), en: z.string() });

/** Something for a reviewer to do. */
export const reviewTaskView = z.object({
  kind: z.enum(REVIEW_KINDS),
  ticketId,
  code: ticketCode,
  category: z.string(),
  ticket: ticketSummary.optional().describe('Of a resolution to review'),
  seq: z.int().optional().describe('Of the review that is disputed, or looked at a second time'),
  at: instant.check(z.describe('Since when it waits')),
  of: z.string().describe('Whose work it is'),
  asked: z.string().optional().describe('Who was given it: me; without it, whoever takes it'),
  risks: z.array(z.enum(RISKS)).optional(),
});
export type ReviewTaskView = z.infer<typeof reviewTaskView>;

export const scorecardView = z.object({
  ticketId,
  code: ticketCode,
  category: z.string(),
  items: z.array(
    z.object({
      name: z.string(),
      title: titles,
      weight: z.number(),
      critical: z.boolean().describe('With fewer than 2 points all of it fails'),
    }),
  ),
  precheck: precheckView.optional(),
  sampled: sampledView.optional(),
});
export type ScorecardView = z.infer<typeof scorecardView>;

const share = z.number().describe('0 to 1');
const qualityOf = z.object({
  id: z.string(),
  reviews: z.int(),
  passShare: share,
  meanScore: z.number().optional().describe('0 to 100, of the reviews with scores'),
  disputes: z.int(),
  decided: z.int(),
  upheld: z.int().describe('Reviews that stood'),
});
export const qualityReport = z.object({
  from: z.string(),
  to: z.string(),
  agents: z.array(qualityOf).describe('By whose work was reviewed'),
  reviewers: z.array(qualityOf).describe('By who reviewed it'),
  sampling: z.object({
    resolutions: z.int().describe('Resolutions of which it was decided whether somebody looks at them'),
    planned: share.optional().describe('What the policy asked for: of those with a risk, all'),
    actual: share.optional().describe('What was looked at'),
    full: z.int().describe('Chosen by chance, but no reviewer had room'),
  }),
  agreement: z
    .object({
      n: z.int().describe('Resolutions that two looked at apart'),
      observed: share.describe('Of those on which they said the same'),
      kappa: z.number().optional().describe("Cohen's kappa: 1 always the same, 0 as by chance"),
    })
    .optional(),
});
export type QualityReportView = z.infer<typeof qualityReport>;
