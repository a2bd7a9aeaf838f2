/** What people look for. */
import * as z from 'zod/mini';
import { instant, name, phase, text } from './common.ts';
import { page } from './requests.ts';

export const search = z
  .strictObject({
    q: z
      .optional(text(200))
      .check(
        z.describe(
          'Words that are all to be there, in any order; "in quotation marks": one after the other. Numbers as a whole or by their last four, words of letters from their beginning',
        ),
      ),
    tag: z.optional(text(40)).check(z.describe('Only with this tag; also alone')),
    phase: z.optional(phase),
    category: z.optional(name),
    queue: z.optional(name),
    from: z.optional(instant).check(z.describe('Opened then or later')),
    to: z.optional(instant).check(z.describe('Opened before')),
    ...page.shape,
  })
  .check(z.refine(({ q, tag }) => q !== undefined || tag !== undefined, 'Give q, tag, or both'));
