import type { Recorded } from '../domain/events.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Assignee, Phase, TicketId } from '../domain/vocabulary.ts';

/** What a command did, as it is told and remembered. */
export interface Outcome {
  readonly id: TicketId;
  readonly code: string;
  readonly phase: Phase;
  readonly version: number;
  readonly assignee?: Assignee;
  /** Empty when there was nothing to change. */
  readonly events: readonly { readonly seq: number; readonly type: string }[];
}

export const outcomeOf = (ticket: Ticket, events: readonly Recorded[]): Outcome => ({
  id: ticket.id,
  code: ticket.code,
  phase: ticket.phase,
  version: ticket.version,
  ...('assignee' in ticket && { assignee: ticket.assignee }),
  events: events.map(({ seq, type }) => ({ seq, type })),
});
