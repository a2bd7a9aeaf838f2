/** Whoever asks for a merged ticket as its customer finds the one that goes on in its place. */
import type { Ticket } from '../domain/ticket.ts';
import type { Tickets } from '../ports.ts';

/** The ticket itself, or the one that has absorbed it: with one read. An absorbing ticket is never merged itself. */
export const standingFor = async (tickets: Pick<Tickets, 'read'>, ticket: Ticket): Promise<Ticket> => {
  if (ticket.phase !== 'merged') return ticket;
  const found = await tickets.read(ticket.into.id);
  if (!found) throw new Error(`${ticket.id} was merged into ${ticket.into.id}, which is not there.`);
  return found.ticket;
};
