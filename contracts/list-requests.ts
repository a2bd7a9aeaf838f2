/** What is asked of lists of tickets. */
import * as z from 'zod/mini';
import { DUE } from '../core/domain/search/filter.ts';
import { name, phase, priority, text } from './common.ts';
import { page } from './requests.ts';

/** What no index knows is looked up in the tickets: a page may be short, or empty, and still have a `next`. */
export const filters = {
  phase: z.optional(phase),
  priority: z.optional(priority),
  category: z.optional(name),
  tag: z.optional(text(40)),
  due: z
    .optional(z.enum(DUE))
    .check(z.describe('Of what the customer was promised: within the hour, or over and still running')),
  escalated: z
    .optional(z.literal('unacknowledged'))
    .check(z.describe('Nobody has taken notice of the last escalation')),
};

export const filteredPage = z.strictObject({ ...page.shape, ...filters });
export const historyPage = z.strictObject({
  ...page.shape,
  ...filters,
  only: z.optional(z.enum(['open', 'closed'])).check(z.describe('Those that are not closed yet, or those that are')),
});
