/** What webhooks and the feed look like from outside. */
import * as z from 'zod';
import { FAULTS } from '../core/domain/webhooks/delivery.ts';
import { DISABLED_BY } from '../core/domain/webhooks/webhook.ts';
import { instant, ticketId } from './common.ts';

/** What the feed holds and webhooks are sent: nothing that people wrote. */
export const thinEvent = z.object({
  id: z.string().describe('<ticketId>.<seq>: the same for every delivery of it'),
  type: z.string().describe('e.g. ticket.assigned'),
  time: instant,
  ticketId,
  code: z.string().describe('Of the ticket, for people'),
  seq: z.int().describe('Of the event in its ticket, from 1: tells which of two came later'),
  phase: z.string().describe('Of the ticket after the event, as category, priority and queue'),
  category: z.string(),
  priority: z.string(),
  queue: z.string(),
  actor: z.string().describe('Kind of who caused it: customer, channel, agent or system'),
});

const webhookView = z.object({
  id: z.string(),
  url: z.string(),
  description: z.string(),
  events: z.array(z.string()),
  categories: z.array(z.string()),
  queues: z.array(z.string()),
  enabled: z.boolean(),
  disabledBy: z.enum(DISABLED_BY).optional(),
  secrets: z
    .array(z.object({ name: z.string(), until: z.optional(instant) }))
    .describe('Their names; the newest first'),
  createdAt: instant,
  createdBy: z.string(),
});

export const webhookWithState = webhookView.extend({
  state: z.enum(['closed', 'open', 'halfOpen']).describe('Of the breaker: open, nothing is sent for a while'),
  failures: z.int().describe('In a row'),
  opensAgainAt: z.optional(instant).describe('Nothing is sent before'),
  lastDeliveredAt: z.optional(instant),
});
export type WebhookWithState = z.infer<typeof webhookWithState>;

const secret = z.string().describe('whsec_…: shown here and never again');
export const webhookCreated = webhookView.extend({ secret });
export const secretRotated = z.object({ secret, old: z.object({ name: z.string(), until: instant }).optional() });

export const attemptView = z.object({
  event: z.string(),
  type: z.string(),
  attempt: z.int().describe('From 1'),
  at: instant,
  ms: z.int(),
  status: z.int().optional().describe('Of the answer'),
  fault: z.enum(FAULTS).optional().describe('Why there is none'),
  state: z.enum(['delivered', 'waiting', 'failed']).describe('Of the delivery after it'),
  nextAt: z.optional(instant),
});
export type AttemptView = z.infer<typeof attemptView>;

export const replayed = z.object({
  deliveries: z.int().optional().describe('How many are tried again'),
  since: z.optional(instant),
});

export const feedView = z.object({
  items: z.array(thinEvent),
  next: z.string().describe('Cursor behind this page; also when nothing is there yet'),
  more: z.boolean().describe('More is there already'),
});
