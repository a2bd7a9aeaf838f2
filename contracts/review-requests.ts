/** What is sent of reviews. */
import * as z from 'zod/mini';
import { agentId, name, text } from './common.ts';
import { page } from './requests.ts';

const LONGEST_TEXT = 10_000;
const MOST_ITEMS = 30;
const LONGEST_REWORK_MINUTES = 28 * 24 * 60;

const points = z.literal([0, 1, 2, 3, 4]).check(z.describe('0: not at all · 4: all of it'));
const scores = z.optional(
  z
    .record(name, z.strictObject({ points, note: z.optional(text(1000)) }), {
      error: ({ code }: { readonly code?: string }) =>
        code === 'invalid_key' ? 'The name of an item is lower-case letters, digits and hyphens' : undefined,
    })
    .check(
      z.refine((given) => Object.keys(given).length <= MOST_ITEMS, `At most ${MOST_ITEMS} items`),
      z.describe('Every item of the scorecard, see GET /v1/tickets/{id}/scorecard; without any it has no score'),
    ),
);

const seq = z.int().check(z.gte(1), z.describe('Of the review: the seq of its event'));
const remarks = z.optional(text(LONGEST_TEXT));

export const review = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('pass'), remarks, scores }),
  z.strictObject({
    verdict: z.literal('rework'),
    remarks: text(LONGEST_TEXT).check(z.describe('What to mend')),
    scores,
    to: z.optional(agentId).check(z.describe('Who mends it; default: the one who had it')),
    limitMinutes: z
      .optional(z.int().check(z.gte(1), z.lte(LONGEST_REWORK_MINUTES)))
      .check(z.describe("In working time of the ticket's calendar; default: the policy's")),
  }),
]);
export const dispute = z.strictObject({ seq, reason: text(1000) });
export const decideDispute = z.strictObject({
  seq,
  upheld: z.boolean().check(z.describe('Whether the review stands as it was')),
  remarks: text(LONGEST_TEXT),
  scores,
});
export const calibrate = z.strictObject({ seq, verdict: z.enum(['pass', 'rework']), remarks, scores });

export const REVIEW_KINDS = ['review', 'dispute', 'calibration'] as const;
export const reviewsPage = z.strictObject({
  ...page.shape,
  kind: z
    ._default(z.enum(REVIEW_KINDS), 'review')
    .check(z.describe('Resolutions to review, disputes to decide, or resolutions to look at a second time')),
});
export const qualityPeriod = z.strictObject({
  from: z.iso.date().check(z.describe('First day of the desk')),
  to: z.iso.date().check(z.describe('The last one, at most 31 days in all')),
});
