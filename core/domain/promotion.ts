/** A promotion period (大促) as it stands in the policy; its promises stand in `policy.sla`, dated. */
import type { Strategy } from './routing/route.ts';
import type { Instant } from './time.ts';
import type { AgentId, Titles } from './vocabulary.ts';

export interface Promotion {
  readonly name: string;
  readonly title: Titles;
  readonly from: Instant;
  readonly until: Instant;
  /** Of two that run at once the one with the higher number holds. */
  readonly precedence: number;
  /** Its promises also hold for tickets that were opened before it, where they are better. */
  readonly improves: boolean;
  /** Agents carry this much more or less, e.g. 1.5. */
  readonly capacityFactor: number;
  /** Other teams, or another strategy, for some queues. */
  readonly queues: Readonly<Record<string, { readonly teams?: readonly string[]; readonly strategy?: Strategy }>>;
  /** Agents who may do what a supervisor may. */
  readonly squad: readonly AgentId[];
  /** Told to the customer when a ticket is opened. */
  readonly autoReply?: Titles;
  /** For everybody to see. */
  readonly notice?: Titles;
}
