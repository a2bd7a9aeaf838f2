import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import type { Agent } from './agent.ts';

/** Units that an agent carries now: while a promotion runs more or fewer than the desk says of them, but always one. */
export const capacityOf = (
  { capacity }: Pick<Agent, 'capacity'>,
  { capacityFactor }: Pick<Policy, 'capacityFactor'>,
): number => Math.max(1, Math.floor(Number((capacity * capacityFactor).toFixed(6)))); // 100 × 1.15 is 114.99… in binary

/** Units of an agent's capacity that a ticket takes. */
export const unitsOf = ({ category, priority }: Pick<Ticket, 'category' | 'priority'>, policy: Policy): number =>
  policy.categories.find(({ name }) => name === category)?.units ?? policy.routing.units[priority];

/**
 * Whether an agent without room for this waiting ticket takes nothing smaller either. An emergency takes more units than become free at
 * once, and would wait as long as each of them went to a small ticket; it must be one that the agent could carry with nothing else in
 * hand. For P1, too, it would cost more resolutions than it saves (simulation/, seeds 1 to 5).
 */
export const keepsRoom = (
  { priority }: Pick<Ticket, 'priority'>,
  units: number,
  agent: Pick<Agent, 'capacity'>,
  policy: Pick<Policy, 'capacityFactor'>,
): boolean => priority === 'P0' && units <= capacityOf(agent, policy);
