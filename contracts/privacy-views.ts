/** What is answered about personal data, and about those who changed or looked. */
import * as z from 'zod';
import { instant, ticketCode, ticketId } from './common.ts';
import { outcome } from './views.ts';

export const revealed = outcome.extend({
  values: z
    .record(z.string(), z.unknown())
    .describe('By field, as it was written; what the ticket does not have is left out'),
});

export const redacted = outcome.extend({
  others: z
    .array(
      z.object({
        id: ticketId,
        code: ticketCode,
        left: z.literal(true).optional().describe('You may not take it out there'),
      }),
    )
    .describe('Tickets that had copies of it'),
});

const fault = z.enum(['missing', 'changed', 'rewritten', 'head', 'end']);

export const auditView = z.object({
  id: ticketId,
  code: ticketCode,
  sound: z.boolean().describe('Every event, and the ticket, is as it was written'),
  seal: z.string().optional().describe('Of the last event: the same seal is the same timeline'),
  broken: z.object({ seq: z.int(), fault }).optional().describe('The first event that is not'),
  changes: z.array(
    z.object({
      seq: z.int(),
      type: z.string(),
      time: instant,
      actor: z.object({ kind: z.string(), id: z.string() }),
      from: z.string().optional().describe('The address that the request came from'),
    }),
  ),
});

export const auditDayView = z.object({
  day: z.string(),
  tickets: z.int(),
  events: z.int(),
  broken: z.array(
    z.object({
      id: ticketId,
      seq: z.int(),
      fault: z
        .enum([...fault.options, 'gone', 'older'])
        .describe('gone, older: the reports have seen it, or more of it'),
    }),
  ),
});

export const lookView = z.object({
  by: z.string(),
  at: instant,
  what: z
    .enum(['ticket', 'timeline', 'attachments', 'attachment'])
    .describe('What was read first in these ten minutes'),
  from: z.string().optional().describe('The address that the request came from'),
});

export const revealView = z.object({
  ticket: z.object({ id: ticketId, code: ticketCode }),
  seq: z.int(),
  time: instant,
  by: z.string(),
  fields: z.array(z.string()),
  reason: z.string(),
  from: z.string().optional(),
});

export const erasureReport = z.object({
  day: z.string(),
  at: instant,
  erased: z.int(),
  held: z.int().describe('Kept by a legal hold'),
  postponed: z.int().describe('Kept for longer by the policy as it is now'),
  failed: z.int().describe('Tried again the next day'),
  doneUntil: z.string().describe('All days before this one are done'),
});
