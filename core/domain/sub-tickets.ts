/** Parts of the work that other teams do in tickets of their own. */
import type { DeskCommand } from './desk-commands.ts';
import type { TicketEvent } from './events.ts';
import { type Refusal, refuse } from './refusals.ts';
import type { SubTicket } from './relations.ts';
import type { Ticket } from './ticket.ts';

type Given<T extends DeskCommand['type']> = Extract<DeskCommand, { readonly type: T }>;
type Consequences = readonly TicketEvent[] | Refusal;

const MOST_SUBS = 20;

export const openSubs = ({ subs }: Ticket): readonly SubTicket[] => subs.filter(({ done }) => !done);

/** Whether as many are done as it waits for. */
const isEnough = ({ subs, awaits = 'all' }: Pick<Ticket, 'subs' | 'awaits'>): boolean => {
  const done = subs.filter((sub) => sub.done).length;
  const wanted = awaits === 'all' ? subs.length : awaits === 'any' ? 1 : awaits;
  return done >= Math.min(wanted, subs.length);
};

export const subOpened = (ticket: Ticket, { sub, queue }: Given<'openSub'>): Consequences =>
  ticket.subs.length >= MOST_SUBS
    ? refuse('too-many', `A ticket has at most ${MOST_SUBS} sub-tickets.`)
    : [{ type: 'ticket.sub-opened', data: { sub, queue } }];

/** News of a sub-ticket; older than what is known, or nothing new: nothing. */
export const subChanged = (ticket: Ticket, { type: _, ...news }: Given<'subChanged'>): Consequences => {
  const known = ticket.subs.find(({ id }) => id === news.id);
  if (!known || known.seen >= news.seen || (known.done ?? false) === news.done) return [];
  const event: TicketEvent = { type: 'ticket.sub-changed', data: news };
  const subs = ticket.subs.map((sub) =>
    sub.id === news.id ? { ...sub, ...(news.done && { done: true as const }) } : sub,
  );
  const goesOn =
    news.done && ticket.phase === 'onHold' && ticket.hold.for === 'subTickets' && isEnough({ ...ticket, subs });
  return goesOn ? [event, { type: 'ticket.resumed', data: { because: 'subTickets' } }] : [event];
};

/** To wait for as many as are done already is to wait for nothing. */
export const awaited = (ticket: Ticket, { subs: wanted }: Given<'awaitSubs'>): Consequences => {
  if (typeof wanted === 'number' && wanted > ticket.subs.length)
    return refuse(
      'nothing-to-change',
      `The ticket has ${ticket.subs.length} sub-tickets: it cannot wait for ${wanted}.`,
    );
  const event: TicketEvent = { type: 'ticket.awaits', data: { subs: wanted } };
  const goesOn =
    ticket.phase === 'onHold' && ticket.hold.for === 'subTickets' && isEnough({ ...ticket, awaits: wanted });
  return goesOn ? [event, { type: 'ticket.resumed', data: { because: 'subTickets' } }] : [event];
};
