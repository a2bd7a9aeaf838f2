/** What the API tells of clocks: why they stand where they stand, and whether they are what follows from the timeline. */
import * as z from 'zod';
import { CLOCKS } from '../core/domain/clocks/clock.ts';
import { HOLD_REASONS } from '../core/domain/vocabulary.ts';
import { clockView } from './clocks.ts';
import { instant, phase, priority, ticketCode, ticketId } from './common.ts';

const interval = z.object({
  from: instant,
  to: instant,
  kind: z.enum(['counting', 'closed', 'paused']).describe('closed: outside the hours of its calendar'),
  for: z
    .enum([...HOLD_REASONS, 'solved', 'other'])
    .optional()
    .describe('Why it is paused'),
});

const milestone = z.object({
  kind: z.enum(['warning', 'breach', 'overdue']),
  at: instant,
  happenedAt: z.optional(instant).describe('None: it is still to come'),
  late: z.boolean().optional(),
  seq: z.int().optional().describe('Of the event'),
});

const explained = z.object({
  ...clockView.omit({ pauses: true, warnAt: true }).shape,
  clock: z.enum(CLOCKS),
  run: z.int().describe('Some clocks run several times, e.g. for each question of the customer: from 1'),
  elapsedMinutes: z.number().describe('Of the calendar'),
  remainingMinutes: z.number().describe('Negative when it is over'),
  policyKnown: z.boolean().describe('false: that version is not kept; its calendars are those of the active policy'),
  intervals: z.array(interval).describe('All of the time since it began'),
  milestones: z.array(milestone).describe('Those that were, then those to come'),
});
export type ClockExplained = z.infer<typeof explained>;

export const clocksExplained = z.object({
  id: ticketId,
  code: ticketCode,
  phase,
  priority,
  at: instant,
  requesterWaitMinutes: z.number().describe('From the opening to the solution, without waiting for the customer'),
  agentWorkMinutes: z.number().describe('…without any hold'),
  clocks: z.array(explained).describe('In the order in which they began'),
});
export type ClocksExplained = z.infer<typeof clocksExplained>;

export const clocksRebuilt = z.object({
  id: ticketId,
  code: ticketCode,
  version: z.int(),
  differences: z
    .array(z.string())
    .describe('e.g. `resolution.dueAt: … instead of …`; none: they are as they should be'),
  fixed: z.boolean(),
});
export type ClocksRebuilt = z.infer<typeof clocksRebuilt>;
