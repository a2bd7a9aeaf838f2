/** How long a ticket has taken altogether, whatever was promised of it. */
import { heldUntil } from '../phase-changes.ts';
import type { Ticket } from '../ticket.ts';
import { type Instant, msBetween } from '../time.ts';
import type { HoldReason } from '../vocabulary.ts';

export interface Totals {
  /** From the opening to the solution, without waiting for the customer: as they feel it. */
  readonly requesterWaitMs: number;
  /** …without any hold: as the desk worked on it. */
  readonly agentWorkMs: number;
  /** By reason, with the hold that runs. */
  readonly heldMs: Readonly<Partial<Record<HoldReason, number>>>;
}

/** `now`: for a ticket that is not solved yet. */
export const totalsOf = (ticket: Ticket, now: Instant): Totals => {
  const end = 'resolution' in ticket ? ticket.resolution.at : now;
  const openMs = Math.max(0, msBetween(ticket.openedAt, end) - ticket.restedMs);
  const heldMs = heldUntil(ticket, now);
  const allHeldMs = Object.values(heldMs).reduce((sum, ms) => sum + ms, 0);
  return {
    requesterWaitMs: Math.max(0, openMs - (heldMs.customer ?? 0)),
    agentWorkMs: Math.max(0, openMs - allHeldMs),
    heldMs,
  };
};
