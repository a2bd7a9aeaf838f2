/** What is answered to a command for many tickets. */
import * as z from 'zod';
import { ticketCode } from './common.ts';
import { problem } from './problem.ts';

export const bulkResult = z.object({
  done: z.int().describe('How many took the command'),
  items: z.array(
    z.object({
      id: z.string().describe('As it was asked for'),
      code: z.optional(ticketCode).describe('Of the ticket, when it took the command'),
      status: z.int().describe('As if the command had been sent for this ticket alone'),
      version: z.optional(z.int()),
      problem: z.optional(problem),
    }),
  ),
});
export type BulkResult = z.infer<typeof bulkResult>;
