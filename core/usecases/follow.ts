/** What the system decides by itself, one step after another, to be written as one. */
import { TRANSITIONS } from '../domain/commands.ts';
import type { Context } from '../domain/context.ts';
import { type Decision, decide } from '../domain/decide.ts';
import { isRefusal } from '../domain/refusals.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketCommand } from './change-ticket.ts';

/** Who does what time makes due and hands out tickets, as the timeline names it. */
export const DISPATCH = { kind: 'system', id: 'dispatch', roles: ['system'] } as const;

/** Time changes nothing for some phases. A refusal is a fault: the system asks for nothing that is not allowed. */
export const follow = ({ ticket, events }: Decision, command: TicketCommand, context: Context): Decision => {
  if (command.type === 'advance' && !ADVANCES.has(ticket.phase)) return { ticket, events };
  const next = decide(ticket, command, context);
  if (isRefusal(next)) throw new Error(`${ticket.id}: ${command.type} was refused: ${next.refused}`);
  return { ticket: next.ticket, events: [...events, ...next.events] };
};

const ADVANCES: ReadonlySet<Ticket['phase']> = new Set(TRANSITIONS.advance);
