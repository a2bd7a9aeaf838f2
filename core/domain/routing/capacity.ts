import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import type { Agent } from './agent.ts';

/** Units of an agent's capacity that a ticket takes. */
export const unitsOf = ({ category, priority }: Pick<Ticket, 'category' | 'priority'>, policy: Policy): number =>
  policy.categories.find(({ name }) => name === category)?.units ?? policy.routing.units[priority];

/**
 * Whether an agent without room for this waiting ticket takes nothing smaller either. A big urgent one would wait for ever if every
 * unit that becomes free went to a small one; it must be one that the agent could carry with nothing else in hand.
 */
export const keepsRoom = (
  { priority }: Pick<Ticket, 'priority'>,
  units: number,
  { capacity }: Pick<Agent, 'capacity'>,
): boolean => (priority === 'P0' || priority === 'P1') && units <= capacity;
