import type { TicketView } from '../../contracts/views.ts';

/** Where a ticket must end: every label of its timeline as often as stated, and no other. */
export interface End {
  readonly phase: TicketView['phase'];
  readonly level: number;
  readonly events: Readonly<Record<string, number>>;
}
