/** The other one of two tickets that change together. Database operations: one read (two by code). */
import type { Context } from '../domain/context.ts';
import { decide } from '../domain/decide.ts';
import { isRefusal } from '../domain/refusals.ts';
import type { Reference } from '../domain/relations.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { OtherChange, Tickets } from '../ports.ts';
import { type ChangeInput, changeOf, type TicketCommand } from './change-ticket.ts';
import { type Refused, ticketNotFound } from './refused.ts';

/** Who asks for it on which ticket, and under which conditions. */
export type RelationInput = Omit<ChangeInput, 'command' | 'channel' | 'nonce'>;

export const referenceOf = ({ id, code }: Ticket): Reference => ({ id, code });

export const otherTicket = async (
  { tickets }: { readonly tickets: Pick<Tickets, 'read'> },
  idOrCode: string,
): Promise<Ticket | Refused> => {
  const found = await tickets.read(idOrCode);
  return found ? found.ticket : { ...ticketNotFound, detail: `${idOrCode}: ${ticketNotFound.detail}` };
};

/** What the command does to the other ticket, or why that one does not take it. */
export const along = (other: Ticket, command: TicketCommand, context: Context): readonly OtherChange[] | Refused => {
  const decision = decide(other, command, context);
  if (isRefusal(decision)) return { ...decision, detail: `${other.code}: ${decision.detail}` };
  return decision.events.length === 0 ? [] : [changeOf(other, decision, context.now, context.policy)];
};
