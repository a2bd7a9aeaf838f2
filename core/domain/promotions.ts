/** Promotion periods (大促): what is different while one of them runs. Their promises stand in `policy.sla`, dated. */
import type { Policy } from './policy.ts';
import type { Strategy } from './routing/route.ts';
import type { AgentId, Titles } from './ticket.ts';
import type { Instant } from './time.ts';

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

/** The one that runs at `now`, if any. */
export const runningPromotion = ({ promotions }: Pick<Policy, 'promotions'>, now: Instant): Promotion | undefined =>
  promotions
    .filter(({ from, until }) => from <= now && now < until)
    .reduce<Promotion | undefined>(
      (best, each) => (!best || each.precedence > best.precedence ? each : best),
      undefined,
    );

/** When a running ticket has to be looked at because a promotion betters its promise: the next such beginning after `now`. */
export const nextImprovement = ({ promotions }: Pick<Policy, 'promotions'>, now: Instant): Instant | undefined =>
  promotions
    .filter(({ improves, from }) => improves && from > now)
    .map(({ from }) => from)
    .toSorted()[0];

/** When what holds changes next because a promotion begins or ends after `now`. */
export const nextSwitch = ({ promotions }: Pick<Policy, 'promotions'>, now: Instant): Instant | undefined =>
  promotions
    .flatMap(({ from, until }) => [from, until])
    .filter((at) => at > now)
    .toSorted()[0];

const applied = new WeakMap<Policy, Map<Promotion, Policy>>();

/** The policy as it holds at `now`: with the queues and capacities of the promotion that runs. */
export const inForceAt = (policy: Policy, now: Instant): Policy => {
  const promotion = runningPromotion(policy, now);
  if (!promotion) return policy;
  const known = applied.get(policy) ?? new Map<Promotion, Policy>();
  applied.set(policy, known);
  let other = known.get(promotion);
  if (!other) {
    const queues = policy.queues.map((queue) => ({ ...queue, ...promotion.queues[queue.name] }));
    other = { ...policy, queues, capacityFactor: promotion.capacityFactor, promotion };
    known.set(promotion, other);
  }
  return other;
};
