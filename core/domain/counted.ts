/** Which events change what a ticket counts for in the reports, and for whoever learns of agents. */
import type { EventType } from './events.ts';

/** After any other one the numbers of its ticket are what they were. */
export const COUNTED_EVENTS: readonly EventType[] = [
  'ticket.opened',
  'ticket.classified',
  'ticket.replied',
  // Whoever solves has responded: that counts at once, whoever has to look at it first.
  'ticket.resolved',
  'ticket.approved',
  'ticket.reviewed',
  'ticket.disputed',
  'ticket.dispute-decided',
  'ticket.calibrated',
  'ticket.reopened',
  'ticket.breached',
  // Changes none: that nobody was found is a number by itself.
  'ticket.dispatch-failed',
  'ticket.closed',
  'ticket.merged',
  'ticket.unmerged',
];
