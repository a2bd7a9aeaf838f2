/** What happens so that nobody forgets a ticket which is late. */
import type { Clock } from './clock.ts';
import type { Context } from './context.ts';
import type { EscalationReason, TicketEscalated } from './events.ts';
import type { Ticket } from './ticket.ts';
import { addMinutes, type Instant } from './time.ts';

/** Whether the ticket, still open, is past the time that was set for where it stands. */
export const isOverdue = (ticket: Ticket): boolean => {
  switch (ticket.phase) {
    case 'queued':
    case 'handling':
    case 'paused':
    case 'onHold':
      return ticket.clocks.resolution.state === 'missed';
    case 'review':
      return ticket.reviewDueAt === undefined; // taken away when it was escalated
    case 'resolved':
    case 'closed':
    case 'archived':
      return false;
  }
};

/** When supervisors are told again of a ticket that is overdue. */
export const reminder = (overdue: boolean, { now, policy }: Context): { readonly remindAt?: Instant } =>
  overdue ? { remindAt: addMinutes(now, policy.escalation.remindMinutes) } : {};

/**
 * When a ticket leaves those who get it now, unless they do something first: only once its resolution is missed, because
 * until then the breach to come sees to that.
 */
export const watchOver = (resolution: Clock, { now, policy }: Context): { readonly requeueAt?: Instant } =>
  resolution.state === 'missed' ? { requeueAt: addMinutes(now, policy.escalation.untouchedMinutes) } : {};

/**
 * Raises the level by one, up to the highest; at the top the event still tells the supervisors again. `overdue`: after the
 * events that come before it, where that is not as the ticket stands.
 */
export const escalated = (
  ticket: Ticket,
  reason: EscalationReason,
  context: Context,
  { text, overdue = isOverdue(ticket) }: { readonly text?: string; readonly overdue?: boolean } = {},
): TicketEscalated => ({
  type: 'ticket.escalated',
  data: {
    level: Math.min(ticket.level + 1, context.policy.escalation.highestLevel),
    reason,
    ...(text !== undefined && { text }),
    ...reminder(overdue, context),
  },
});
