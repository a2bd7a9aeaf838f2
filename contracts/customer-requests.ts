/** What customers and outside parties send. */
import * as z from 'zod/mini';
import { language as languages, text } from './common.ts';
import { requestUpload } from './file-requests.ts';

const LONGEST_TEXT = 10_000;

export const nothing = z.strictObject({});
export const answer = z.strictObject({ text: text(LONGEST_TEXT) });
export const reason = z.strictObject({ reason: text(1000) });
export const rating = z.strictObject({
  stars: z.literal([1, 2, 3, 4, 5]),
  comment: z.optional(text(1000)),
});
export const file = requestUpload;
export const language = z.strictObject({
  lang: z.optional(languages).check(z.describe('Without it, the language of the ticket')),
});
