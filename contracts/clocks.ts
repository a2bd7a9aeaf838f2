/** Clocks of a ticket, as the desk reads them and as they stand in the events that changed them. */
import * as z from 'zod';
import { CLOCKS, type ClockName } from '../core/domain/clocks/clock.ts';
import { HOLD_REASONS } from '../core/domain/vocabulary.ts';
import { instant } from './common.ts';

const pause = z.object({
  from: instant,
  to: z.optional(instant).describe('None: it is paused now'),
  for: z.enum([...HOLD_REASONS, 'solved', 'other']),
});

const fields = {
  state: z.enum(['running', 'paused', 'met', 'missed', 'cancelled']),
  policy: z.string().describe('The rule of the policy that gave the target'),
  policyVersion: z.string(),
  calendar: z.string(),
  targetMinutes: z.number().describe('Of the calendar'),
  startedAt: instant,
  dueAt: instant,
  notBefore: z.optional(instant).describe('It is not due before: the grace time after a reopening'),
  warnedAt: z.optional(instant),
  breachedAt: z.optional(instant),
  stoppedAt: z.optional(instant),
};

/** `warnAt`: of the marks that are to come, people need the next warning; the due time stands for itself. */
export const clockView = z.object({
  ...fields,
  warnAt: z.optional(instant).describe('The next warning, if one is to come'),
  pauses: z.array(pause),
});
export type ClockView = z.infer<typeof clockView>;

const all = z.object(
  Object.fromEntries(CLOCKS.map((name) => [name, clockView])) as Record<ClockName, typeof clockView>,
);
/** Of what was promised from the opening on there is always a clock. */
export const clocksView = all.partial().required({ firstResponse: true, resolution: true });
export const changedClocksView = all.partial();

const mark = z.object({
  minutes: z
    .number()
    .describe('From the start: less than the target a warning, at it the breach, more than it overdue'),
  at: instant,
  past: z.literal(true).optional().describe('It lay in the past already when the promise was given'),
});

const clock = z.object({
  ...fields,
  pauses: z.array(pause).readonly(),
  ahead: z.array(mark).readonly().describe('What is still to come'),
});

export const changedClocks = z
  .partialRecord(z.enum(CLOCKS), clock)
  .describe('The clocks that it changed, as they are from then on; the others stay as they were');
