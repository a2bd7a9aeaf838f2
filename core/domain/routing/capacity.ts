import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';

/** Units of an agent's capacity that a ticket takes. */
export const unitsOf = ({ category, priority }: Pick<Ticket, 'category' | 'priority'>, policy: Policy): number =>
  policy.categories.find(({ name }) => name === category)?.units ?? policy.routing.units[priority];
