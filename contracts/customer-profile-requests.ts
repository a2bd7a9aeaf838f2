/** What stays with a customer: as the desk writes it down, and as they say it themselves. */
import * as z from 'zod/mini';
import { MOST_NOTES } from '../core/domain/customer/profile.ts';
import { language, text } from './common.ts';

const LONGEST_NOTE = 200;

const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time of the day such as 12:00'));

export const CUSTOMER_CHANNELS = ['mail', 'sms'] as const;
const quiet = z.strictObject({ from: clock, to: clock });

export const putProfile = z.strictObject({
  notes: z.array(text(LONGEST_NOTE)).check(
    z.maxLength(MOST_NOTES),
    z.refine((notes) => new Set(notes).size === notes.length, 'A note stands here twice'),
    z.describe('All of them, the latest first; one that was there keeps its author and its date'),
  ),
  calls: z
    .optional(z.strictObject({ notBefore: z.optional(clock), notAfter: z.optional(clock) }))
    .check(z.describe('When nobody calls, in Asia/Shanghai')),
  language: z.optional(language),
  channel: z.optional(z.enum(CUSTOMER_CHANNELS)).check(z.describe('By which they want to hear from us')),
  quiet: z.optional(quiet).check(z.describe('Hours in which no message is sent, in the place of those of the policy')),
});
export type PutProfileRequest = z.infer<typeof putProfile>;

/** The form of their own page: a browser sends `on` for what is ticked. One click of a mail reader is one, too (RFC 8058). */
export const wishes = z.union([
  z.strictObject({ 'List-Unsubscribe': z.literal('One-Click') }),
  z.strictObject({
    channel: z.enum(['any', ...CUSTOMER_CHANNELS]),
    surveys: z.optional(z.literal('on')),
  }),
]);
