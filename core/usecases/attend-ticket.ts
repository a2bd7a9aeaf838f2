/**
 * Somebody has a ticket before them: they look at it, or write. Nothing of it is an event, and it ends by itself.
 * Database operations: one read (two by code), one write; two when they write an answer.
 */
import { type Actor, mayNot, mayNotRead } from '../domain/permissions.ts';
import { addMs, type Instant } from '../domain/time.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Attending, Tickets, Time } from '../ports.ts';
import type { Policies } from '../ports-policies.ts';
import { type Refused, ticketNotFound } from './refused.ts';

export const ATTENDS_MS = 30_000; // a client says it again every few keystrokes

export interface AttendPorts {
  readonly tickets: Tickets;
  readonly policies: Policies;
  readonly time: Time;
}

/** Answers with the others. As long as somebody who may answer it writes, a ticket in hand is not pushed aside. */
export const attendTicket = async (
  { tickets, policies, time }: AttendPorts,
  input: { readonly idOrCode: string; readonly actor: Actor; readonly state: Attending['state'] },
): Promise<{ readonly id: TicketId; readonly until: Instant; readonly present: readonly Attending[] } | Refused> => {
  const { actor, state } = input;
  const [found, policy] = await Promise.all([tickets.read(input.idOrCode), policies.active()]);
  if (!found) return ticketNotFound;
  const { ticket } = found;
  const refusal = mayNotRead(actor, ticket, policy);
  if (refusal) return refusal;
  const until = addMs(time.now(), ATTENDS_MS);
  const answers = state === 'writing' && ticket.phase === 'handling' && !mayNot(actor, 'reply', ticket, policy);
  const [present] = await Promise.all([
    tickets.attend(ticket.id, { agent: actor.id, state, until }),
    answers && tickets.draft(ticket.id, actor.id, until),
  ]);
  return { id: ticket.id, until, present: present.filter(({ agent }) => agent !== actor.id) };
};
