/** What operators ask of webhooks and the feed. In zod's small dialect, as everything that functions load. */
import * as z from 'zod/mini';
import { instant, name, text } from './common.ts';

const pattern = z
  .string()
  .check(
    z.regex(/^[a-z*][a-z.*-]{0,59}$/, 'A pattern is a type of event with * for any characters, e.g. ticket.sub-*'),
    z.describe('Types of events; * stands for any characters'),
  );

export const putWebhook = z.strictObject({
  url: z.url().check(z.maxLength(500)).check(z.describe('https; where events are sent to')),
  description: z._default(z.string().check(z.maxLength(200)), ''),
  events: z._default(z.array(pattern).check(z.minLength(1), z.maxLength(50)), ['*']),
  categories: z._default(z.array(name).check(z.maxLength(50)), []).check(z.describe('Only of these; empty for all')),
  queues: z._default(z.array(name).check(z.maxLength(50)), []).check(z.describe('Only of these; empty for all')),
  enabled: z._default(z.boolean(), true),
});

/** Exactly one of the three. */
export const replay = z
  .strictObject({
    event: z.optional(text(60)).check(z.describe('Id of one event, which was tried in the last 7 days')),
    failedSince: z.optional(instant).check(z.describe('All that was given up since then, and all that waits')),
    since: z.optional(instant).check(z.describe('All events since then, whatever became of them')),
  })
  .check(
    z.refine(
      (asked) => Object.values(asked).filter((value) => value !== undefined).length === 1,
      'Say one of event, failedSince and since',
    ),
  );

const limit = (most: number, usual: number) =>
  z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(most)), usual);

export const deliveriesPage = z.strictObject({
  limit: limit(100, 25),
  page: z
    .optional(z.string().check(z.maxLength(2000)))
    .check(z.describe('Token of the page, from `next` of the one before')),
});

export const feedPage = z.strictObject({
  limit: limit(1000, 100),
  after: z
    .optional(z.string().check(z.maxLength(200)))
    .check(z.describe('Cursor, from `next` of the page before; may be kept for as long as 30 days')),
  since: z
    .optional(instant)
    .check(z.describe('Where to begin without a cursor; else with the oldest event that is kept')),
});
