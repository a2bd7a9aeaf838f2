/** What may be answered to a survey, and what follows from it. */
import type { Recorded } from '../events.ts';
import type { Policy } from '../policy.ts';
import { keptDays } from '../retention.ts';
import type { Ticket } from '../ticket.ts';
import { addMinutes, type Instant } from '../time.ts';
import type { Answer } from './survey.ts';
import type { SurveyPolicy, SurveyReason } from './survey-policy.ts';

export const reasonsFor = (category: string, survey: SurveyPolicy | undefined): readonly SurveyReason[] =>
  survey?.reasons[category] ?? survey?.reasons.default ?? [];

/** Articles of the knowledge base that the steps of a ticket cite, in the order of the steps. */
export const articlesOf = (timeline: readonly Recorded[]): readonly string[] => [
  ...new Set(
    timeline.flatMap((event) =>
      event.type === 'ticket.step-taken' && event.data.knowledge !== undefined ? [event.data.knowledge] : [],
    ),
  ),
];

/** What an answer names that was not asked; undefined when all of it was. */
export const notAsked = (
  { reasons, useful }: Pick<Answer, 'reasons' | 'useful'>,
  asked: { readonly reasons: readonly SurveyReason[]; readonly articles: readonly string[] },
): { readonly refused: 'unknown-reason' | 'unknown-article'; readonly detail: string } | undefined => {
  const reason = reasons.find((name) => !asked.reasons.some((each) => each.name === name));
  if (reason !== undefined)
    return {
      refused: 'unknown-reason',
      detail: `There is no reason ${reason} here. The reasons are: ${asked.reasons.map(({ name }) => name).join(', ')}.`,
    };
  const article = Object.keys(useful).find((name) => !asked.articles.includes(name));
  return article === undefined
    ? undefined
    : { refused: 'unknown-article', detail: 'An article was rated that this ticket does not cite. Leave it out.' };
};

export const isLow = (stars: number, survey: SurveyPolicy | undefined): boolean =>
  survey !== undefined && stars <= survey.low;

/** Whether whoever answered so is asked to write about the shop. */
export const isInvited = (
  { stars }: Pick<Answer, 'stars'>,
  { category, customer }: Pick<Ticket, 'category' | 'customer'>,
  survey: SurveyPolicy | undefined,
): boolean =>
  survey?.invite.url !== undefined &&
  stars >= survey.invite.stars &&
  survey.invite.categories.includes(category) &&
  (customer.email !== undefined || customer.phone !== undefined);

/** Nobody is invited twice within 90 days. */
export const INVITED_AGAIN_MINUTES = 90 * 24 * 60;

/** The answer goes with the rest of the ticket's personal data: as long after it as that after the end of the ticket. */
export const keptUntil = (ticket: Pick<Ticket, 'category'>, now: Instant, policy: Pick<Policy, 'retention'>): Instant =>
  addMinutes(now, keptDays(ticket, policy) * 24 * 60);
