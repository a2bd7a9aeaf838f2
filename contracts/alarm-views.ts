/** What the API tells of on-duty alarms. */
import * as z from 'zod';
import { instant } from './common.ts';

export const alarmView = z.object({
  name: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }).optional().describe('None: the policy has it no longer'),
  on: z.boolean(),
  episode: z
    .object({
      number: z.int().describe('How often it was on, ever'),
      raisedAt: instant,
      clearedAt: z.optional(instant),
      acknowledged: z.object({ by: z.string(), at: instant, note: z.string().optional() }).optional(),
      count: z.int().describe('Tickets, or red queues, when it was raised'),
      queues: z.array(z.string()),
      tickets: z.array(z.string()).describe('Codes of some of them, those that have waited for longest first'),
      since: instant.check(z.describe('Since when the first of them has been so')),
    })
    .optional()
    .describe('The last one; none: it was never on'),
});
export type AlarmView = z.infer<typeof alarmView>;
