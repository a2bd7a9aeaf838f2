/** What moves a ticket on when nobody does. */
import type { Stage, Ticket } from './domain/ticket.ts';
import type { TicketId } from './domain/vocabulary.ts';

/** The workflow of a ticket, seen from outside. */
export interface Workflow {
  /** Starts the execution `<ticketId>-<generation>`; a second start of the same is no error and changes nothing. */
  start(ticketId: TicketId, generation: number): Promise<'started' | 'exists'>;
  /** Where the workflow of a ticket is parked, if it is, and the ticket as it stands: with one operation for all asked side by side. */
  parked(ticketId: TicketId): Promise<(Parking & { readonly ticket: Ticket }) | undefined>;
  /** Wakes it; `gone` when the wait has ended otherwise in the meantime. */
  wake(parking: Parking, position: Position): Promise<'woken' | 'gone'>;
}

interface Parking {
  readonly token: string;
  /** Version of the ticket as the workflow saw it when it was parked. */
  readonly version: number;
}

/** Where a ticket stands, as the workflow needs it: the output of its Lambda tasks and of every wake-up. */
export interface Position {
  readonly ticketId: TicketId;
  readonly version: number;
  readonly stage: Stage;
  /** How long the workflow may sleep: whole seconds, at least 1. */
  readonly seconds: number;
}
