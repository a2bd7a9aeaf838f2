/** Lists and searches that people keep under a name. */
import * as z from 'zod/mini';
import { instant, name, text } from './common.ts';
import { filters } from './list-requests.ts';

const VIEW_LISTS = ['queue', 'mine', 'agent', 'team', 'customer', 'order', 'search'] as const;

export const view = {
  title: text(60),
  list: z.enum(VIEW_LISTS).check(z.describe('Whose order it has: each list has one')),
  of: z
    .optional(text(64))
    .check(z.describe('The queue, agent, team, customer or order; without it the one that is asked for')),
  q: z.optional(text(200)).check(z.describe('Of a search')),
  filter: z._default(
    z.strictObject({
      ...filters,
      queue: z.optional(name),
      from: z.optional(instant),
      to: z.optional(instant),
      only: z.optional(z.enum(['open', 'closed'])),
    }),
    {},
  ),
};

const whose = z._default(z.enum(['me', 'team']), 'me').check(z.describe('Kept for me, or for all of my team'));
export const putView = z.strictObject({ ...view, for: whose });
export const removeView = z.strictObject({ for: whose });
