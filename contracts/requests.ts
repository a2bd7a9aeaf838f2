import * as z from 'zod';
import { PRESENCES } from '../core/domain/routing.ts';
import { HOLD_REASONS, IMPACTS } from '../core/domain/ticket.ts';
import { agentId, language, name, priority, text, tier } from './common.ts';

const LONGEST_TEXT = 10_000;

export const openTicket = z.strictObject({
  uniqueId: text(128).describe("The channel's own id of the request: the same id is the same ticket, for ever"),
  subject: text(200),
  description: text(LONGEST_TEXT),
  customer: z.strictObject({
    id: text(64),
    name: text(100).optional(),
    phone: z
      .string()
      .regex(/^\+?[0-9 ()-]{5,24}$/, 'A phone number is 5 to 24 digits, spaces or hyphens')
      .optional(),
    email: z.email().max(254).optional(),
    tier: tier.default('standard'),
  }),
  orders: z.array(text(64)).max(20).default([]),
  category: name.optional().describe('When the channel knows it; else it is found in the text'),
  impact: z.enum(IMPACTS).default('one'),
  tags: z.array(text(40)).max(20).default([]),
  language: language.optional().describe('Of the customer; else it is found in the text'),
});
export type OpenTicketRequest = z.input<typeof openTicket>;

export const message = z.strictObject({ text: text(LONGEST_TEXT) });
export const optionalMessage = z.strictObject({ text: text(LONGEST_TEXT).optional() });
export const reason = z.strictObject({ reason: text(1000) });
export const nothing = z.strictObject({});

export const classify = z
  .strictObject({ category: name.optional(), priority: priority.optional() })
  .refine((body) => body.category !== undefined || body.priority !== undefined, 'Give a category, a priority or both');
export const queue = z.strictObject({ queue: name.optional(), reason: text(1000).optional() });
export const assign = z.strictObject({ agent: agentId, reason: text(1000).optional() });
export const hold = z.strictObject({ for: z.enum(HOLD_REASONS), reason: text(1000).optional() });
export const transfer = z.strictObject({ queue: name, agent: agentId.optional(), reason: text(1000) });
export const resolve = z.strictObject({
  code: name.describe('Resolution code, e.g. refunded'),
  text: text(LONGEST_TEXT),
});
export const review = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('pass'), remarks: text(LONGEST_TEXT).optional() }),
  z.strictObject({ verdict: z.literal('rework'), remarks: text(LONGEST_TEXT) }),
]);

export const presence = z.strictObject({ presence: z.enum(PRESENCES) });
export const putAgent = z.strictObject({
  name: text(100),
  email: z.email().max(254).optional(),
  team: name,
  roles: z.array(z.enum(['agent', 'supervisor', 'reviewer', 'operator'])).min(1),
  presence: z.enum(PRESENCES).default('offline'),
  capacity: z.int().min(1).max(100).default(8),
});
export const publishPolicy = z.strictObject({ policy: z.string().max(200_000).describe('The policy file, YAML') });

export const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  page: z.string().max(2000).optional().describe('Token of the page, from `next` of the one before'),
});
export const day = z.iso.date();
