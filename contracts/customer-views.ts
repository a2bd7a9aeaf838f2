/** What a customer sees of their ticket, and an outside party of what they are asked. */
import * as z from 'zod';
import { CUSTOMER_ACTS } from '../core/domain/customer-side.ts';
import { PARTY_KINDS } from '../core/domain/relations.ts';
import { instant, language, phase, ticketCode } from './common.ts';

const file = z.object({ id: z.string(), name: z.string().describe('Masked'), type: z.string(), url: z.string() });

export const customerView = z.object({
  code: ticketCode,
  phase,
  language,
  subject: z.string().describe('Masked, as all that was written'),
  state: z.string().describe('In plain words'),
  next: z.string().describe('What comes next, and by when'),
  waitsForYou: z.boolean(),
  owner: z.string().optional().describe('Who sees to it, by the name that customers know'),
  openedAt: instant,
  firstResponseDueAt: instant,
  resolutionDueAt: instant,
  thread: z.array(
    z.object({ time: instant, from: z.enum(['customer', 'desk']), text: z.string(), files: z.array(file) }),
  ),
  files: z.array(file).describe('Those that belong to no message'),
  may: z.array(z.enum(CUSTOMER_ACTS)),
  urgeFrom: z.optional(instant),
  closesAt: z.optional(instant),
  stars: z.int().optional(),
  notice: z.string().optional(),
});
export type CustomerView = z.infer<typeof customerView>;

export const partyView = z.object({
  code: ticketCode,
  language,
  kind: z.enum(PARTY_KINDS),
  name: z.string(),
  question: z.string(),
  answers: z.array(z.object({ time: instant, text: z.string() })),
  expiresAt: instant,
  open: z.boolean().describe('Whether an answer is still taken'),
});
export type PartyView = z.infer<typeof partyView>;
