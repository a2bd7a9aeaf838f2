/** What the API tells of promotion periods. */
import * as z from 'zod';
import { PROMISES } from '../core/domain/clocks/clock.ts';
import { instant, priority } from './common.ts';

const titles = z.object({ zh: z.string(), en: z.string() });

export const noticeView = z.object({
  promotion: z.string(),
  title: titles,
  text: titles,
  from: instant,
  until: instant,
  running: z.boolean().describe('Else it is announced'),
});

export const promotionView = z.object({
  name: z.string(),
  title: titles,
  from: instant,
  until: instant,
  state: z.enum(['running', 'outranked', 'ahead', 'over']).describe('outranked: another one that runs goes before it'),
  precedence: z.int(),
  improves: z.boolean().describe('Also better for tickets that were opened before it'),
  capacityFactor: z.number(),
  queues: z.array(z.string()).describe('Those with other teams or another strategy'),
  squad: z.array(z.string()),
});
export type PromotionView = z.infer<typeof promotionView>;

const verdicts = z.object({
  met: z.int(),
  missed: z.int(),
  open: z.int().describe('Neither yet'),
});
const listed = z.object({ count: z.int(), codes: z.array(z.string()).describe('Of the first ones, at most 20') });

export const promotionPreview = z.object({
  promotion: z.string(),
  policyVersion: z.string(),
  from: z.string().describe('First day on which the tickets were opened'),
  to: z.string(),
  tickets: z.int(),
  complete: z.boolean().describe('false: there were too many, the last ones were not looked at'),
  rows: z
    .array(
      z.object({
        clock: z.enum(PROMISES),
        priority,
        target: z
          .object({ minutes: z.number(), calendar: z.string() })
          .optional()
          .describe('What the promotion promises; none: nothing else than before'),
        tickets: z.int(),
        had: verdicts.describe('Under the promises that they were given'),
        would: verdicts.describe('Under those of the promotion'),
        newlyMissed: listed,
        newlyKept: listed,
      }),
    )
    .describe('A row for each promise and priority with tickets'),
});
export type PromotionPreview = z.infer<typeof promotionPreview>;
