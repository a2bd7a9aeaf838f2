import * as z from 'zod';
import { instant, language } from './common.ts';
import { CUSTOMER_CHANNELS } from './customer-profile-requests.ts';

const calls = z.object({ notBefore: z.string().optional(), notAfter: z.string().optional() });

export const customerNotes = z.object({
  notes: z.array(z.object({ text: z.string().describe('Personal data masked'), by: z.string(), at: instant })),
  calls: calls.describe('When nobody calls them, in Asia/Shanghai'),
  language: z.optional(language),
  unsubscribedAt: z.optional(instant).check(z.describe('Since when they want no surveys')),
});
export type CustomerNotes = z.infer<typeof customerNotes>;

export const profileView = customerNotes.extend({
  customer: z.string(),
  channel: z.enum(CUSTOMER_CHANNELS).optional().describe('By which they want to hear from us'),
  quiet: z.object({ from: z.string(), to: z.string() }).optional(),
  keptUntil: z.optional(instant).check(z.describe('It goes then, unless the customer comes again')),
});
export type ProfileView = z.infer<typeof profileView>;
