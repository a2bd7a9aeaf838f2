/** What an event says of an escalation: why, how high, who is told, and what is done beside telling. */
import * as z from 'zod';
import { instant } from './common.ts';
import { agentId, list } from './routing-events.ts';

export const addressee = z
  .union([z.enum(['supervisor', 'assignee']), z.templateLiteral(['team:', z.string()]), agentId])
  .describe('Of a team those on duty, if any are');

const action = z.discriminatedUnion('do', [
  z.object({ do: z.literal('notify') }),
  z.object({ do: z.literal('raisePriority') }),
  z.object({ do: z.literal('reassign'), queue: z.string().optional() }),
  z.object({ do: z.literal('addFollower'), who: addressee }),
  z.object({ do: z.literal('openTask'), title: z.object({ zh: z.string(), en: z.string() }), for: addressee }),
  z.object({ do: z.literal('freezeHold') }),
]);

export const remindAt = z
  .optional(instant)
  .describe('Those above are told again then, unless somebody takes notice, or because it is still overdue');

export const escalation = z.object({
  level: z.int(),
  reason: z.enum([
    ...(['breach', 'urges', 'manual', 'reviewOverdue', 'reworks', 'stillOpen', 'unacknowledged'] as const),
    ...(['approvalOverdue', 'reworkOverdue'] as const),
    ...(['time', 'nature', 'severity', 'poolExpired', 'dispatchFailed'] as const),
  ]),
  rungs: list(z.string()).describe('Rows of the ladder that hold; the first one decides'),
  to: list(addressee),
  actions: list(action),
  text: z.string().optional(),
  remindAt,
});
