/** What is asked of personal data and of those who look at it. */
import * as z from 'zod/mini';
import { agentId, text } from './common.ts';
import { page } from './requests.ts';

const reason = text(1000).check(z.describe('Kept in the timeline: leave personal data out of it'));
const field = z
  .string()
  .check(
    z.regex(
      /^(?:subject|text|parties|attachments|customer\.(?:name|phone|email|region)|field\.[a-z][a-z0-9-]{0,39})$/,
      'Write subject, text, parties, attachments, customer.name, .phone, .email or .region, or field.<name>',
    ),
  );
const MOST_FIELDS = 20;

export const revealData = z.strictObject({
  fields: z.array(field).check(z.minLength(1), z.maxLength(MOST_FIELDS)),
  reason,
});

const SHORTEST_VALUE = 2; // a single character stands everywhere
export const redactTicket = z.strictObject({
  value: text(500).check(z.minLength(SHORTEST_VALUE), z.describe('Letter by letter as it stands in the ticket')),
  reason,
});
export const holdForLaw = z.strictObject({ on: z.boolean(), reason });

const since = z.iso.date().check(z.describe('A date in UTC: from its beginning on'));
export const listReveals = z
  .strictObject({ ...page.shape, by: agentId, from: z.optional(since) })
  .check(z.describe('Those of a ticket stand in its timeline'));
