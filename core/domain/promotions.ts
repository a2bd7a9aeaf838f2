/** Promotion periods (大促): what is different while one of them runs. Their promises stand in `policy.sla`, dated. */
import type { Policy } from './policy.ts';
import type { Promotion } from './promotion.ts';
import type { Instant } from './time.ts';

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
