/** Whom beside its own ticket an event concerns: they change because of it. */
import type { EventType, Recorded } from './events.ts';
import type { Ticket } from './ticket.ts';

/** parent: the ticket of which it does a part · absorbed: those that it has absorbed */
export type Concerns = 'parent' | 'absorbed';

/** By these a part of the work is done, or open again. */
const NEWS: ReadonlySet<EventType> = new Set(['ticket.reviewed', 'ticket.reopened', 'ticket.closed']);

/** `after`: the ticket as it is from then on. */
export const concernsOf = ({ type }: Pick<Recorded, 'type'>, after: Ticket): Concerns | undefined => {
  if (after.parent && NEWS.has(type)) return 'parent';
  return type === 'ticket.archived' && after.absorbed.length > 0 ? 'absorbed' : undefined;
};
