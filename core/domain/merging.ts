/** Two tickets about the same matter become one, and two again. */
import type { DeskCommand } from './desk-commands.ts';
import type { TicketEvent } from './events.ts';
import { type Refusal, refuse } from './refusals.ts';
import { isSameCustomer } from './same-customer.ts';
import { openSubs } from './sub-tickets.ts';
import type { Ticket, UnmergedTicket } from './ticket.ts';

type Given<T extends DeskCommand['type']> = Extract<DeskCommand, { readonly type: T }>;
type Consequences = readonly TicketEvent[] | Refusal;

const MOST_ABSORBED = 10;

export const merged = (ticket: Ticket, { into, reason }: Given<'merge'>): Consequences => {
  if (into.id === ticket.id) return refuse('same-ticket', 'A ticket cannot be merged into itself.');
  if (ticket.parent)
    return refuse('cannot-merge', `The ticket is a sub-ticket of ${ticket.parent.code}: merge that one, or link them.`);
  if (ticket.subs.length > 0)
    return refuse('cannot-merge', 'The ticket has sub-tickets, which wait for it: merge the other one into it.');
  if (ticket.absorbed.length > 0)
    return refuse('cannot-merge', 'The ticket has absorbed others: merge the other one into it, or unmerge first.');
  return [{ type: 'ticket.merged', data: { into, ...(reason !== undefined && { reason }) } }];
};

export const absorbed = (ticket: Ticket, { other }: Given<'absorb'>): Consequences => {
  if (!isSameCustomer(ticket, other))
    return refuse(
      'another-customer',
      'The tickets are of two customers, who would read what the other one wrote: link them instead.',
    );
  if (ticket.absorbed.length >= MOST_ABSORBED)
    return refuse('cannot-merge', `A ticket absorbs at most ${MOST_ABSORBED} others: link it instead.`);
  const fields = Object.fromEntries(
    Object.entries(other.fields).flatMap(([name, { value }]) => (name in ticket.fields ? [] : [[name, value]])),
  );
  const from = {
    id: other.id,
    code: other.code,
    orders: other.orders.filter((order) => !ticket.orders.includes(order)),
    tags: other.tags.filter((tag) => !ticket.tags.includes(tag)),
    fields: Object.keys(fields),
    ...waiting(ticket, other),
  };
  return [{ type: 'ticket.absorbed', data: { from, fields } }];
};

/** The customer waits for one answer, and since the earlier of the two messages. */
const waiting = ({ unansweredSince: before }: Ticket, { unansweredSince: since }: Ticket) =>
  since === undefined || (before !== undefined && before <= since)
    ? {}
    : { unanswered: { since, ...(before !== undefined && { before }) } };

/** It comes back to whoever had it; to its queue, when they are gone. */
export const unmerged = (ticket: Ticket, { messages, gone }: Given<'unmerge'>): Consequences => {
  if (ticket.phase !== 'merged' || ticket.archivedAt !== undefined)
    return refuse('cannot-unmerge', 'The ticket that absorbed it is archived: open a new one and link it.');
  return [
    { type: 'ticket.unmerged', data: { from: ticket.into } },
    // What the customer wrote in between stands in its own thread again.
    ...messages.map(
      ({ text }): TicketEvent => ({ type: 'ticket.customer-replied', data: { text, via: ticket.into.id } }),
    ),
    ...heard(ticket.was, messages.length),
    ...(gone && 'assignee' in ticket.was ? [orphaned(ticket.was)] : []),
  ];
};

/** Nobody waits any longer for a customer who has written. */
const heard = (was: UnmergedTicket, messages: number): readonly TicketEvent[] =>
  messages > 0 && was.phase === 'onHold' && was.hold.for === 'customer'
    ? [{ type: 'ticket.resumed', data: { because: 'customerReply' } }]
    : [];

const orphaned = ({ queue, excluded }: UnmergedTicket): TicketEvent => ({
  type: 'ticket.queued',
  data: { queue, because: 'absent', excluded },
});

export const released = (ticket: Ticket, { ticket: other }: Given<'release'>): Consequences =>
  ticket.absorbed.some(({ id }) => id === other.id)
    ? [{ type: 'ticket.released', data: { ticket: other } }]
    : refuse('cannot-unmerge', `The ticket has not absorbed ${other.code}.`);

/** Nothing is solved while a part of it is still worked on. */
export const unfinished = (ticket: Ticket): Refusal | undefined => {
  const open = openSubs(ticket);
  return open.length === 0
    ? undefined
    : refuse(
        'sub-tickets-open',
        `Sub-tickets are still open: ${open.map(({ code }) => code).join(', ')}. Wait for them, or have them resolved.`,
      );
};
