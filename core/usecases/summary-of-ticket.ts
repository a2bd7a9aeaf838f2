import { namesOf } from '../domain/privacy/known-names.ts';
import { maskNames } from '../domain/privacy/mask.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketSummary } from '../ports.ts';

/** What the lists show of a ticket; without the names that it knows, which nobody could tell from the list. */
export const summaryOfTicket = (ticket: Ticket): TicketSummary => {
  const { id, code, phase, version, channel, category, priority, queue, level, openedAt, clocks } = ticket;
  return {
    ...{ id, code, phase, version, channel, category, priority, queue, level, openedAt },
    subject: maskNames(ticket.subject, namesOf(ticket)),
    ...('assignee' in ticket && { assignee: ticket.assignee }),
    firstResponseDueAt: clocks.firstResponse.dueAt,
    resolutionDueAt: clocks.resolution.dueAt,
  };
};
