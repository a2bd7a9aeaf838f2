import type { Ticket } from '../domain/ticket.ts';
import type { TicketSummary } from '../ports.ts';

/** What the lists show of a ticket. */
export const summaryOfTicket = (ticket: Ticket): TicketSummary => {
  const { id, code, phase, version, channel, subject, category, priority, queue, level, openedAt, clocks } = ticket;
  return {
    ...{ id, code, phase, version, channel, subject, category, priority, queue, level, openedAt },
    ...('assignee' in ticket && { assignee: ticket.assignee }),
    firstResponseDueAt: clocks.firstResponse.dueAt,
    resolutionDueAt: clocks.resolution.dueAt,
  };
};
