/** The forms of an approver's page: what a browser sends, all of it text. */
import * as z from 'zod/mini';
import { language } from './common.ts';
import { answer, plain, reason } from './customer-forms.ts';

export const approval = z.extend(plain, { remarks: z.optional(reason.shape.reason) });
export const rejection = reason;
export const question = answer;

/** `done`: what the page has just been sent. */
export const shown = z.strictObject({
  lang: z.optional(language),
  done: z.optional(z.enum(['approve', 'reject', 'ask'])),
});
