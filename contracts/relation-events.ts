/** What an event says of other tickets, and of people outside the desk. */
import * as z from 'zod';
import { LINK_KINDS, PARTY_KINDS } from '../core/domain/relations.ts';
import { instant, language, ticketCode, ticketId } from './common.ts';
import { list } from './routing-events.ts';

export const reference = z.object({ id: ticketId, code: ticketCode }).describe('Another ticket');

export const linkTo = reference.extend({ as: z.enum(LINK_KINDS).describe('What the other one is to this one') });

export const absorbed = reference.extend({
  orders: list(z.string()),
  tags: list(z.string()),
  fields: list(z.string()).describe('Which it brought; their values stand beside'),
  unanswered: z
    .object({ before: z.optional(instant), since: instant })
    .optional()
    .describe('The earliest message that waited for an answer: before, and with the other one'),
});

export const partyId = z.templateLiteral(['pty_', z.string()]);

/** As they were asked. */
export const party = z
  .object({
    id: partyId,
    kind: z.enum(PARTY_KINDS),
    name: z.string(),
    email: z.string().optional(),
    language,
    expiresAt: instant.check(z.describe('Their link is good until then')),
  })
  .describe('Somebody outside the desk');
