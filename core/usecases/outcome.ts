import type { Recorded } from '../domain/events.ts';
import type { Reference } from '../domain/relations.ts';
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
  /** The ticket that came out of it. */
  readonly opened?: Reference;
}

export const outcomeOf = (ticket: Ticket, events: readonly Recorded[]): Outcome => ({
  id: ticket.id,
  code: ticket.code,
  phase: ticket.phase,
  version: ticket.version,
  ...('assignee' in ticket && { assignee: ticket.assignee }),
  events: events.map(({ seq, type }) => ({ seq, type })),
  ...openedBy(events),
});

const openedBy = (events: readonly Recorded[]): Pick<Outcome, 'opened'> => {
  for (const event of events) {
    if (event.type === 'ticket.split') return { opened: event.data.into };
    if (event.type === 'ticket.sub-opened') {
      const { id, code } = event.data.sub;
      return { opened: { id, code } };
    }
  }
  return {};
};
