import type { PromotionView } from '../../../contracts/promotion-views.ts';
import type { Promotion } from '../../../core/domain/promotion.ts';
import { runningPromotion } from '../../../core/domain/promotions.ts';
import type { Instant } from '../../../core/domain/time.ts';
import type { Time } from '../../../core/ports.ts';
import type { Policies } from '../../../core/ports-policies.ts';
import type { Handler } from '../../shared/door.ts';

/** Database operations: those of reading the active policy. */
export const listPromotions =
  ({ policies, time }: { readonly policies: Policies; readonly time: Time }): Handler<'listPromotions'> =>
  async () => {
    const policy = await policies.active();
    const now = time.now();
    const running = runningPromotion(policy, now);
    return { body: { items: policy.promotions.map((each) => viewOf(each, running, now)) } };
  };

const viewOf = (promotion: Promotion, running: Promotion | undefined, now: Instant): PromotionView => {
  const { name, title, from, until, precedence, improves, capacityFactor, queues, squad } = promotion;
  const state = promotion === running ? 'running' : now < from ? 'ahead' : now < until ? 'outranked' : 'over';
  return {
    ...{ name, title, from, until, state, precedence, improves, capacityFactor },
    queues: Object.keys(queues),
    squad: [...squad],
  };
};
