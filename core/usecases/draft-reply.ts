/** Somebody writes an answer: their ticket is not pushed aside meanwhile. Database operations: one read (two by code), two writes. */
import type { Actor } from '../domain/permissions.ts';
import { mayNot } from '../domain/permissions.ts';
import { refuse } from '../domain/refusals.ts';
import { addMs, type Instant } from '../domain/time.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Tickets, Time } from '../ports.ts';
import type { Policies } from '../ports-policies.ts';
import { ATTENDS_MS } from './attend-ticket.ts';
import { type Refused, ticketNotFound } from './refused.ts';

export const draftReply = async (
  { tickets, policies, time }: { readonly tickets: Tickets; readonly policies: Policies; readonly time: Time },
  input: { readonly idOrCode: string; readonly actor: Actor },
): Promise<{ readonly id: TicketId; readonly until: Instant } | Refused> => {
  const found = await tickets.read(input.idOrCode);
  if (!found) return ticketNotFound;
  const { ticket } = found;
  const policy = await policies.active();
  const refusal = mayNot(input.actor, 'reply', ticket, policy);
  if (refusal) return refusal;
  if (ticket.phase !== 'handling')
    return refuse(
      'command-not-allowed-in-phase',
      `The ticket is ${ticket.phase}: an answer is written while it is handled.`,
    );
  const until = addMs(time.now(), ATTENDS_MS);
  const { id: agent } = input.actor;
  await Promise.all([
    tickets.draft(ticket.id, agent, until),
    tickets.attend(ticket.id, { agent, state: 'writing', until }),
  ]);
  return { id: ticket.id, until };
};
