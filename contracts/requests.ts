import * as z from 'zod/mini';
import { PRESENCES } from '../core/domain/routing.ts';
import { HOLD_REASONS, IMPACTS } from '../core/domain/ticket.ts';
import { agentId, language, name, priority, text, tier } from './common.ts';

const LONGEST_TEXT = 10_000;

const email = z.email().check(z.maxLength(254));
const phone = z.string().check(z.regex(/^\+?[0-9 ()-]{5,24}$/, 'A phone number is 5 to 24 digits, spaces or hyphens'));

export const openTicket = z.strictObject({
  uniqueId: text(128).check(
    z.describe("The channel's own id of the request: the same id is the same ticket, for ever"),
  ),
  subject: text(200),
  description: text(LONGEST_TEXT),
  customer: z.strictObject({
    id: text(64),
    name: z.optional(text(100)),
    phone: z.optional(phone),
    email: z.optional(email),
    tier: z._default(tier, 'standard'),
  }),
  orders: z._default(z.array(text(64)).check(z.maxLength(20)), []),
  category: z.optional(name).check(z.describe('When the channel knows it; else it is found in the text')),
  impact: z._default(z.enum(IMPACTS), 'one'),
  tags: z._default(z.array(text(40)).check(z.maxLength(20)), []),
  language: z.optional(language).check(z.describe('Of the customer; else it is found in the text')),
});
export type OpenTicketRequest = z.input<typeof openTicket>;

export const message = z.strictObject({ text: text(LONGEST_TEXT) });
export const optionalMessage = z.strictObject({ text: z.optional(text(LONGEST_TEXT)) });
export const reason = z.strictObject({ reason: text(1000) });
export const nothing = z.strictObject({});

export const classify = z
  .strictObject({ category: z.optional(name), priority: z.optional(priority) })
  .check(
    z.refine(
      (body) => body.category !== undefined || body.priority !== undefined,
      'Give a category, a priority or both',
    ),
  );
export const queue = z.strictObject({ queue: z.optional(name), reason: z.optional(text(1000)) });
export const assign = z.strictObject({ agent: agentId, reason: z.optional(text(1000)) });
export const hold = z.strictObject({ for: z.enum(HOLD_REASONS), reason: z.optional(text(1000)) });
export const transfer = z.strictObject({ queue: name, agent: z.optional(agentId), reason: text(1000) });
export const resolve = z.strictObject({
  code: name.check(z.describe('Resolution code, e.g. refunded')),
  text: text(LONGEST_TEXT),
});
export const review = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('pass'), remarks: z.optional(text(LONGEST_TEXT)) }),
  z.strictObject({ verdict: z.literal('rework'), remarks: text(LONGEST_TEXT) }),
]);

export const presence = z.strictObject({ presence: z.enum(PRESENCES) });
export const putAgent = z.strictObject({
  name: text(100),
  email: z.optional(email),
  team: name,
  roles: z.array(z.enum(['agent', 'supervisor', 'reviewer', 'operator'])).check(z.minLength(1)),
  presence: z._default(z.enum(PRESENCES), 'offline'),
  capacity: z._default(z.int().check(z.gte(1), z.lte(100)), 8),
});
export const publishPolicy = z.strictObject({
  policy: z.string().check(z.maxLength(200_000), z.describe('The policy file, YAML')),
});
export const restartWorkflow = z.strictObject({
  generation: z.int().check(z.gte(2), z.describe('One more than the last one')),
});

const wholeNumber = z.coerce.number().check(z.int(), z.gte(1), z.lte(100));
export const page = z.strictObject({
  limit: z._default(wholeNumber, 25),
  page: z
    .optional(z.string().check(z.maxLength(2000)))
    .check(z.describe('Token of the page, from `next` of the one before')),
});
export const day = z.iso.date();
