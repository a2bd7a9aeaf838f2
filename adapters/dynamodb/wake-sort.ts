/** Where a ticket stood in the index of due times when it was read: not a part of what it is, but of how it is kept. */
import type { Ticket } from '../../core/domain/ticket.ts';

const wakeSorts = new WeakMap<Ticket, string>();

/** Answers the same ticket. */
export const withWakeSort = (ticket: Ticket, wakeSort: string | undefined): Ticket => {
  if (wakeSort !== undefined) wakeSorts.set(ticket, wakeSort);
  return ticket;
};

export const wakeSortOf = (ticket: Ticket): string | undefined => wakeSorts.get(ticket);
