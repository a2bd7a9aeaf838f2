import type { EscalationReason, TicketEvent } from './events.ts';
import type { Policy } from './policy.ts';
import type { Ticket } from './ticket.ts';

/** Raises the level by one, up to the highest; at the top the event still tells the supervisors again. */
export const escalated = (ticket: Ticket, why: EscalationReason, policy: Policy, text?: string): TicketEvent => ({
  type: 'ticket.escalated',
  data: {
    level: Math.min(ticket.level + 1, policy.escalation.highestLevel),
    reason: why,
    ...(text !== undefined && { text }),
  },
});
