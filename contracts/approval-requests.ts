/** What approvers send, and who asks them. */
import * as z from 'zod/mini';
import { text } from './common.ts';
import { page } from './requests.ts';

const LONGEST_TEXT = 10_000;

const request = z
  .int()
  .check(z.gte(1), z.describe('Which request is meant, as the ticket names it: an answer to an older one is refused'));

export const approve = z.strictObject({ request, remarks: z.optional(text(1000)) });
export const rejectApproval = z.strictObject({ request, reason: text(1000) });
export const askBack = z.strictObject({ request, text: text(LONGEST_TEXT) });
export const answerBack = z.strictObject({ text: text(LONGEST_TEXT) });
export const withdraw = z.strictObject({ reason: z.optional(text(1000)) });

/** A page may be short, or empty, and still have a `next`. */
export const approvals = z.strictObject({
  ...page.shape,
  of: z
    ._default(z.enum(['mine', 'all']), 'mine')
    .check(z.describe('mine: those that wait for me · all: those that I may read, whomever they wait for')),
});
