/** An operator starts the next execution of a ticket, which goes on where the ticket stands. Calls: one read (two by code), one start. */
import type { TicketId } from '../domain/vocabulary.ts';
import type { Tickets } from '../ports.ts';
import type { Workflow } from '../ports-workflow.ts';
import { type Refused, ticketNotFound } from './refused.ts';

export const restartWorkflow = async (
  { tickets, workflow }: { readonly tickets: Tickets; readonly workflow: Workflow },
  input: { readonly idOrCode: string; readonly generation: number },
): Promise<{ readonly id: TicketId; readonly generation: number; readonly result: 'started' | 'exists' } | Refused> => {
  const found = await tickets.read(input.idOrCode);
  if (!found) return ticketNotFound;
  const { id } = found.ticket;
  return { id, generation: input.generation, result: await workflow.start(id, input.generation) };
};
