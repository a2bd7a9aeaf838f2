/** What stands in the timeline: one schema per event type and version; docs/events.md is generated from them. */
import * as z from 'zod';
import { CLOCKS, type Clocks } from '../core/domain/clocks/clock.ts';
import { RESCUES } from '../core/domain/clocks/sla.ts';
import type { EventType, TicketEvent } from '../core/domain/events.ts';
import { HOLD_REASONS, IMPACTS } from '../core/domain/vocabulary.ts';
import { attachmentId } from './attachment-events.ts';
import { changedClocks } from './clocks.ts';
import { instant, language, priority, ticketCode, ticketId, tier } from './common.ts';
import { DESK_EVENT_SCHEMAS, extracted, fieldValues, found, withMessage } from './desk-events.ts';
import { escalation, remindAt } from './escalation-events.ts';
import { QUALITY_EVENT_SCHEMAS } from './quality-events.ts';
import { reference } from './relation-events.ts';
import { agentId, list, route, routing } from './routing-events.ts';

const assignee = z.object({ id: agentId, team: z.string(), name: z.string() });
const customer = z.object({
  id: z.string(),
  name: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
  tier,
  region: z.string().optional(),
});
const units = z.int().describe('What it takes of the capacity of the assignee');
const milestone = {
  clock: z.enum(CLOCKS),
  milestoneAt: instant.check(z.describe('When it was due')),
  late: z.boolean().describe('It was written down more than a minute later'),
};
const requeueAt = z
  .optional(instant)
  .describe('It goes back to the queue then, unless the assignee does something first');
const nothing = z.record(z.string(), z.never());
const attachments = list(attachmentId).optional();

type DataOf<T extends EventType> = Extract<TicketEvent, { type: T }>['data'];

/**
 * The data of every event type, version 1. Once it is deployed, removing or tightening something needs a new version: what comes
 * later is optional, and what is no longer written may still stand in a timeline.
 */
const SCHEMAS = {
  'ticket.opened': z.object({
    code: ticketCode,
    channel: z.string(),
    uniqueId: z.string(),
    subject: z.string(),
    description: z.string(),
    language,
    customer,
    orders: list(z.string()),
    category: z.string(),
    classifiedBy: z.enum(['keyword', 'channel', 'default']).describe('Why this category'),
    priority,
    impact: z.enum(IMPACTS),
    tags: list(z.string()),
    queue: z.string(),
    route,
    served: list(agentId).describe('Who served this customer or order before, the last one first'),
    repeatOf: z.optional(ticketId).describe('The earlier ticket that this one repeats'),
    excluded: list(agentId).describe('Not to be chosen'),
    policyVersion: z.string(),
    related: list(ticketId).describe('Open tickets of the same customer, and tickets of the same order'),
    fields: fieldValues.optional().describe('What was filled in of the form of its category'),
    extracted: extracted.optional(),
    found: found.optional(),
    conversation: z.string().optional().describe('The thread of the channel'),
    parent: reference.optional().describe('The ticket of which it does a part'),
    splitFrom: reference.optional().describe('The ticket out of a message of which it was made'),
  }),
  'ticket.classified': z.object({
    category: z.string(),
    priority,
    queue: z.string(),
    route,
    units,
    tier: z.optional(tier).describe('Of the customer, when it was changed'),
  }),
  'ticket.queued': z.object({
    queue: z.string(),
    because: z.enum([
      ...(['untouched', 'supervisor', 'givenBack', 'transfer', 'repeat', 'absent'] as const),
      ...(['rescued', 'expertReview', 'escalated'] as const),
    ]),
    reason: z.string().optional(),
    excluded: list(agentId).describe('Not to be chosen again'),
    rescue: z.enum(RESCUES).optional().describe('How it was taken out of a stage that took too long'),
    clock: z.enum(CLOCKS).optional().describe('That of the stage'),
    teams: list(z.string()).optional().describe('They are asked instead of those of the queue'),
  }),
  'ticket.dispatch-failed': z.object({
    queue: z.string(),
    because: z.enum(['nobodyOnline', 'nobodyFree', 'nobodyFits']),
  }),
  'ticket.assigned': z.object({
    assignee,
    by: z.enum(['dispatch', 'lastResort', 'pull', 'claim', 'choice', 'supervisor', 'transfer', 'sentBack']),
    units,
    reason: z.string().optional(),
    requeueAt,
    routing: routing.optional(),
  }),
  'ticket.paused': z
    .object({ for: ticketId, forCode: ticketCode })
    .describe('The more urgent ticket that pushed it aside'),
  'ticket.pool-expired': z.object({ queue: z.string() }),
  'ticket.accepted': nothing,
  'ticket.replied': z.object({ text: z.string(), attachments }),
  'ticket.noted': z.object({
    text: z.string(),
    mentions: list(agentId).optional().describe('Who is asked to look at it'),
    attachments,
  }),
  'ticket.held': z.object({
    for: z.enum(HOLD_REASONS),
    until: instant.check(z.describe('It ends by itself then')),
    remindAt: z.optional(instant).describe('Whom it waits for is reminded then'),
    reason: z.string().optional(),
  }),
  'ticket.hold-reminded': z.object({ for: z.enum(HOLD_REASONS), until: instant }),
  'ticket.resumed': z.object({
    because: z.enum(['customerReply', 'limit', 'agent', 'capacity', 'answered', 'party', 'subTickets']),
  }),
  'ticket.customer-replied': z.object({
    text: z.string(),
    thanks: z.literal(true).optional().describe('Nothing else: no answer is due'),
    ...withMessage,
  }),
  'ticket.urged': z.object({ text: z.string().optional() }),
  'ticket.transferred': z.object({
    queue: z.string(),
    team: z.string().optional().describe('Of the queue: it alone is asked'),
    reason: z.string(),
    note: z.string().optional().describe('For whoever gets it'),
    back: z.literal(true).optional().describe('To the one who handed it over'),
  }),
  'ticket.warned': z.object(milestone),
  'ticket.breached': z.object({
    ...milestone,
    cause: z
      .enum(['waiting', 'inHand', 'pushedAside', 'onHold', 'inReview', 'retargeted'])
      .describe('Where it stood; retargeted: a new promise was over before it was given'),
    requeueAt,
    remindAt,
  }),
  'ticket.overdue': z.object({
    ...milestone,
    minutesAfter: z.number().describe('After the target, in minutes of its calendar'),
  }),
  'ticket.escalated': escalation,
  'ticket.acknowledged': z.object({ note: z.string().optional(), remindAt }),
  'ticket.task-finished': z.object({
    task: z.int().describe('Seq of the escalation that opened it'),
    note: z.string().optional(),
  }),
  'ticket.promised': z.object({ promotion: z.string().describe('The one that betters what was promised') }),
  'ticket.clocks-rebuilt': z.object({
    differences: list(z.string()).describe('What was stored otherwise, one line each'),
  }),
  ...QUALITY_EVENT_SCHEMAS,
  'ticket.reopened': z.object({ reason: z.string(), graceMinutes: z.number(), requeueAt, remindAt }),
  'ticket.closed': z.object({ because: z.enum(['confirmed', 'silence', 'supervisor']) }),
  'ticket.archived': nothing,
  ...DESK_EVENT_SCHEMAS,
} as const;

/** `never` for a type of event whose data its schema does not take. */
type Taken<T extends EventType> = DataOf<T> extends z.output<(typeof SCHEMAS)[T]> ? (typeof SCHEMAS)[T] : never;

export const EVENT_DATA: { readonly [T in EventType]: Taken<T> } = SCHEMAS;

/** `never` should the clocks of the domain not be what the schema takes. */
const clocks: Partial<Clocks> extends z.output<typeof changedClocks> ? typeof changedClocks : never = changedClocks;

export const EVENT_TYPES = Object.keys(EVENT_DATA) as EventType[];

/** A whole event of one type, as it stands in the timeline. */
export const eventSchema = (type: EventType) =>
  z.object({
    id: z.string().describe('<ticketId>.<seq>'),
    type: z.literal(type),
    version: z.literal(1).describe('Of the schema of data'),
    time: instant,
    ticketId,
    seq: z.int().describe('From 1, without gaps'),
    actor: z.object({ kind: z.enum(['customer', 'channel', 'agent', 'system', 'party']), id: z.string() }),
    correlation: z.string().describe('Id of the request or delivery that caused it'),
    from: z.string().optional().describe('Address that the request came from, where a person gave the command'),
    data: EVENT_DATA[type],
    clocks: clocks.optional(),
  });

/** JSON Schema of the data of every event, by `<type>.v<version>`, and of the clocks that any of them may carry: `clocks.v1`. */
export const eventSchemas = (): Readonly<Record<string, object>> =>
  Object.fromEntries(
    [...Object.entries<z.ZodType>(EVENT_DATA), ['clocks', clocks] as const].map(([type, data]) => {
      const { $schema: _, ...schema } = z.toJSONSchema(data, { io: 'input', override: plain });
      return [`${type}.v1`, schema];
    }),
  );

/** Leaves out what says nothing about a ticket: the range of safe integers, the expression behind a date, read-only marks. */
const plain = ({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void => {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  delete jsonSchema.readOnly;
};
