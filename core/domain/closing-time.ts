import type { Policy } from './policy.ts';
import { addMinutes, type Instant } from './time.ts';

/** However long the rules allow, later than this a customer has a new matter. */
export const LONGEST_REOPEN_MINUTES = 28 * 24 * 60;

/** Until when the customer may reopen a ticket that is solved now. Of a part of the work they know nothing: nobody has to confirm it. */
export const closesAt = (
  { category, parent }: { readonly category: string; readonly parent?: object },
  now: Instant,
  { closing }: Pick<Policy, 'closing'>,
): Instant => {
  const own = Object.hasOwn(closing.categories, category) ? closing.categories[category] : undefined;
  return parent ? now : addMinutes(now, Math.min(own ?? closing.reopenMinutes, LONGEST_REOPEN_MINUTES));
};
