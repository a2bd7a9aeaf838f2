/** How long personal data is kept after a ticket has ended, and when it is erased. */
import type { Recorded } from './events.ts';
import type { Policy } from './policy.ts';
import type { Ticket } from './ticket.ts';
import { type Instant, MINUTE_MS, toInstant, toMs } from './time.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;

export const keptDays = ({ category }: Pick<Ticket, 'category'>, { retention }: Pick<Policy, 'retention'>): number =>
  retention.categories[category] ?? retention.days;

/** The date in UTC. */
export const dayOf = (instant: Instant): string => instant.slice(0, 10);
export const daysLater = (day: string, days: number): string =>
  dayOf(toInstant(toMs(`${day}T00:00:00.000Z`) + days * DAY_MS));

/** The first day, in UTC, on which all of its data may go. Undefined while it has not ended. */
export const eraseDayOf = (ticket: Ticket, policy: Pick<Policy, 'retention'>): string | undefined => {
  const ended = 'closedAt' in ticket ? ticket.closedAt : ticket.phase === 'merged' ? ticket.archivedAt : undefined;
  return ended === undefined ? undefined : daysLater(dayOf(ended), keptDays(ticket, policy) + 1);
};

/** What a change that archives a ticket says of its erasure. */
export const eraseOn = (ticket: Ticket, events: readonly Recorded[], policy: Policy): { readonly eraseOn?: string } => {
  const day = events.some(({ type }) => type === 'ticket.archived') ? eraseDayOf(ticket, policy) : undefined;
  return day === undefined ? {} : { eraseOn: day };
};
