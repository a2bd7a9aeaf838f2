/** What an event says of what people do with a ticket at the desk, see events.ts. */
import * as z from 'zod';
import { CARRIERS } from '../core/domain/extraction/extracted.ts';
import { attachment, attachmentId } from './attachment-events.ts';
import { language, ticketId } from './common.ts';
import { addressee } from './escalation-events.ts';
import { absorbed, linkTo, party, partyId, reference } from './relation-events.ts';
import { list } from './routing-events.ts';

/** By the name of the field of the form. */
export const fieldValues = z.record(z.string(), z.union([z.string(), z.number()]));
const changedFields = z
  .record(z.string(), z.union([z.string(), z.number(), z.null()]))
  .describe('null: it is empty from now on');

const place = {
  at: z.tuple([z.int(), z.int()]).readonly().describe('UTF-16 positions in the text, the end not included'),
  confidence: z.number().describe('0 to 1'),
};
const value = z.string();
/** What stands in what somebody wrote. */
export const extracted = list(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('orderNumber'), value, ...place }),
    z.object({ kind: z.literal('trackingNumber'), value, carrier: z.enum(CARRIERS).optional(), ...place }),
    z.object({ kind: z.literal('phone'), value, ...place }),
    z.object({ kind: z.literal('amount'), value, currency: z.string(), ...place }),
    z.object({ kind: z.literal('date'), value, ...place }),
  ]),
).describe('Found in the text');
export const found = fieldValues.describe('Fields of the form that follow from the text');

const reason = z.string();

/** Version 1 of the data of each, see events.ts for what may change. */
export const DESK_EVENT_SCHEMAS = {
  'ticket.tagged': z.object({ add: list(z.string()), remove: list(z.string()) }),
  'ticket.followed': z.object({ who: addressee }),
  'ticket.unfollowed': z.object({ who: addressee }),
  'ticket.fields-set': z.object({ fields: changedFields }),
  'ticket.step-taken': z.object({
    step: z.string().describe('Of the checklist of the category'),
    note: z.string().optional(),
    knowledge: z.string().optional().describe('Article of the knowledge base'),
    evidence: list(attachmentId).optional(),
  }),
  'ticket.macro-run': z.object({ macro: z.string() }).describe('What it does follows as events of its own'),
  'ticket.attachment-added': z.object({ attachment }),
  'ticket.attachment-checked': z.object({
    id: attachmentId,
    verdict: z.enum(['clean', 'refused']),
    because: z.enum(['type', 'size', 'checksum', 'harmful', 'missing']).optional().describe('Why it was refused'),
  }),
  'ticket.attachment-removed': z.object({ id: attachmentId }),
  'ticket.party-asked': z.object({ party, text: z.string() }),
  'ticket.party-answered': z.object({ party: partyId, text: z.string() }),
  'ticket.sub-opened': z.object({ sub: reference.extend({ title: z.string() }), queue: z.string() }),
  'ticket.sub-changed': reference.extend({
    seen: z.int().describe('Its version'),
    done: z.boolean(),
    resolution: z.object({ code: z.string(), text: z.string() }).optional(),
  }),
  'ticket.awaits': z.object({ subs: z.union([z.enum(['all', 'any']), z.int()]) }),
  'ticket.split': z.object({
    seq: z.int().describe('Of the message that has become a ticket of its own'),
    into: reference,
  }),
  'ticket.linked': z.object({ to: linkTo }),
  'ticket.unlinked': z.object({ to: reference }),
  'ticket.merged': z.object({ into: reference, reason: reason.optional() }),
  'ticket.absorbed': z.object({ from: absorbed, fields: fieldValues }),
  'ticket.unmerged': z.object({ from: reference }),
  'ticket.released': z.object({ ticket: reference }),
  'ticket.revealed': z.object({ fields: list(z.string()), reason }).describe('Somebody has read them unmasked'),
  'ticket.redacted': z
    .object({ events: list(z.int()), reason })
    .describe('The value is gone from these events; what it was is not kept anywhere'),
  'ticket.erased': z
    .object({ afterDays: z.int() })
    .describe('All personal data is gone: the time for which it was kept is over'),
  'ticket.legal-hold': z.object({ on: z.boolean(), reason }),
  'ticket.link-revoked': z.object({ reason: reason.optional() }),
  'ticket.rated': z.object({
    stars: z.literal([1, 2, 3, 4, 5]),
    comment: z.string().optional(),
    language,
    reasons: list(z.string()).optional().describe('Names of those that the survey offers'),
    useful: z.record(z.string(), z.boolean()).optional().describe('By article of the knowledge base'),
  }),
} as const;

/** What comes with a message of the customer. */
export const withMessage = {
  attachments: list(attachmentId).optional(),
  extracted: extracted.optional(),
  found: found.optional(),
  via: z.optional(ticketId).describe('The ticket it was written to, which this one has absorbed'),
};
