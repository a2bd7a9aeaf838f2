/**
 * What has to be known of reviewers before it is decided where a solved ticket goes, and what the decision makes of it.
 * Database operations: one query of the reviewers, unless that is known or a room that is known may have been lost; one more of what the
 * agent has learned, if not everything of theirs is reviewed.
 */
import type { Context } from '../domain/context.ts';
import type { Decision } from '../domain/decide.ts';
import type { Recorded } from '../domain/events.ts';
import type { OnwardFacts } from '../domain/onward.ts';
import { type Choice, chooseReviewers, deskDay, givenOn, type Reviewer } from '../domain/review/choosing.ts';
import { precheck } from '../domain/review/precheck.ts';
import type { Sampled } from '../domain/review/review.ts';
import { isChosen, sample, shareFor } from '../domain/review/sampling.ts';
import { isOnLeave } from '../domain/routing/duty.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { AgentId } from '../domain/vocabulary.ts';
import type { Insight } from '../ports-insight.ts';
import type { Reviewers, ReviewSlot } from '../ports-reviews.ts';

export interface ReviewingPorts {
  readonly reviewers: Reviewers;
  readonly insight: Pick<Insight, 'passed'>;
}

interface Solved {
  readonly code: string;
  readonly text: string;
  readonly by: string;
}

export interface FoundReviewer {
  readonly reviewing: NonNullable<OnwardFacts['reviewing']>;
  /** What is to be counted of a decision that was made with it; for `Wanted.slots`. */
  readonly slots: (decision: Decision) => readonly ReviewSlot[];
}

/** `ticket`: as it stands before it is solved, or approved, with this. */
export const findReviewer = async (
  { reviewers, insight }: ReviewingPorts,
  ticket: Ticket,
  solved: Solved,
  { now, policy }: Pick<Context, 'now' | 'policy'>,
): Promise<FoundReviewer> => {
  const { sampling } = policy.review;
  const [passed, known] = await Promise.all([
    shareFor(ticket, solved, sampling) < 1 && 'assignee' in ticket
      ? insight.passed(ticket.assignee.team, solved.by as AgentId)
      : 0,
    reviewers.all(ticket.id),
  ]);
  const sampled = sample(ticket, solved, precheckOf(ticket, solved, policy), { passed }, policy);
  const day = deskDay(now);
  const twice = isChosen(sampled) && sampled.twice === true;
  const choose = (all: readonly Reviewer[]): Choice =>
    chooseReviewers(
      all.filter((each) => !isAway(each, now)),
      {
        not: ['assignee' in ticket ? ticket.assignee.id : '', solved.by],
        ...{ day, quota: sampling.quota, seed: ticket.id, twice },
      },
    );
  let { reviewers: all } = known;
  let choice = choose(all);
  // A room that is only said to be taken is no reason to go without a reviewer.
  if (known.guessed && (choice.full || (twice && choice.second === undefined))) {
    ({ reviewers: all } = await reviewers.all(ticket.id));
    choice = choose(all);
  }
  return {
    reviewing: { passed, ...choice },
    slots: ({ events }) => {
      const slots = events.flatMap((event) => slotsOf(event, all, day, sampling.quota));
      reviewers.giving(slots);
      return slots;
    },
  };
};

/** What was found when it was solved holds until it is approved. */
const precheckOf = (ticket: Ticket, solved: Solved, policy: Context['policy']) =>
  ('resolution' in ticket ? ticket.resolution.precheck : undefined) ?? precheck(ticket, solved, policy);

const isAway = (reviewer: Reviewer, now: string): boolean => isOnLeave(reviewer, undefined, now);

const slotsOf = (event: Recorded, all: readonly Reviewer[], day: string, quota: number): readonly ReviewSlot[] => {
  const sampled =
    'onward' in event.data && event.data.onward?.next === 'review' ? event.data.onward.sampled : undefined;
  return namedIn(sampled).map((reviewer) => {
    const known = all.find(({ id }) => id === reviewer);
    return { ...{ reviewer, day, quota }, first: !known || givenOn(known, day) === 0 };
  });
};

const namedIn = ({ reviewer, second }: Partial<Sampled> = {}): readonly AgentId[] =>
  [reviewer, second].filter((id) => id !== undefined);
