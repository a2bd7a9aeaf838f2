/** What customers are told of promotions. */
import type { Policy } from './policy.ts';
import { runningPromotion } from './promotions.ts';
import type { Instant } from './time.ts';
import type { Language, Titles } from './vocabulary.ts';

export interface Notice {
  readonly promotion: string;
  readonly title: Titles;
  readonly text: Titles;
  readonly from: Instant;
  readonly until: Instant;
  /** It holds now; the others are announced. */
  readonly running: boolean;
}

/**
 * Those of promotions that run or are still to come, the earliest first. Of two that run at once only the one that holds speaks.
 */
export const noticesAt = (policy: Pick<Policy, 'promotions'>, now: Instant): readonly Notice[] => {
  const holds = runningPromotion(policy, now);
  return policy.promotions
    .flatMap((promotion): Notice[] => {
      const { name, title, notice, from, until } = promotion;
      const running = promotion === holds;
      return notice && (running || from > now) ? [{ promotion: name, title, text: notice, from, until, running }] : [];
    })
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
};

/** The public notice of the promotion that runs, if it has one. */
export const noticeAt = (policy: Pick<Policy, 'promotions'>, now: Instant, language: Language): string | undefined =>
  runningPromotion(policy, now)?.notice?.[language];

/** What somebody is told at once whose ticket was opened at `openedAt`. */
export const autoReplyAt = (
  policy: Pick<Policy, 'promotions'>,
  openedAt: Instant,
  language: Language,
): string | undefined => runningPromotion(policy, openedAt)?.autoReply?.[language];
