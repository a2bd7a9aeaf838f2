/** What surveys, and what stays with customers, need from outside; adapters/ fills it. */
import type { Profile } from './domain/customer/profile.ts';
import type { Recorded } from './domain/events.ts';
import type { SurveyOccasion } from './domain/messages/of-surveys.ts';
import type { ArticleSums, SatisfactionRow } from './domain/survey/satisfaction.ts';
import type { Answered, Asked, SurveyId } from './domain/survey/survey.ts';
import type { Ticket } from './domain/ticket.ts';
import type { Instant } from './domain/time.ts';
import type { TicketId } from './domain/vocabulary.ts';

export interface Surveys {
  /**
   * Notes that the customer is asked, and counts it, in one transaction; not when they were asked after `restSince`. Asked again
   * about the same solution it answers with what was noted then. Four write units.
   */
  ask(asked: Asked, restSince: Instant): Promise<Asked | 'rests'>;
  answer(id: SurveyId): Promise<Answered | undefined>;
  /** What was answered to the last solution of a ticket after it was archived, which the ticket does not tell. One query. */
  afterwards(ticketId: TicketId): Promise<Answered | undefined>;
  /**
   * Keeps an answer and counts it; what came by the survey's page is told on the bus: all in one transaction. False when this
   * solution was rated before.
   */
  keep(answered: Answered): Promise<boolean>;
  /** Notes that the customer is invited; false when they were after `since`, for another solution. One write. */
  invite(customer: string, invited: { readonly id: SurveyId; readonly at: Instant }, since: Instant): Promise<boolean>;
  /** By the day of the solution, in Asia/Shanghai. One query. */
  numbers(day: string): Promise<readonly SatisfactionRow[]>;
  /** Of a month, e.g. `2026-11`. One query. */
  articles(month: string): Promise<readonly ArticleSums[]>;
}

export interface Profiles {
  /** Of a customer, by the id that their channel gave; one that says nothing where nothing is known. One read. */
  read(customer: string): Promise<Profile>;
  /** In the place of the one before it; false when somebody else has changed it since. One write. */
  put(customer: string, profile: Profile): Promise<boolean>;
}

/** A message about a survey, to the customer of the ticket. */
export interface SurveyNotice {
  readonly occasion: SurveyOccasion;
  readonly ticket: Ticket;
  /** That solved it. */
  readonly event: Recorded;
  readonly survey: { readonly id: SurveyId; readonly expiresAt: Instant };
}

export interface SurveyNotices {
  /** Once for each survey and occasion, however often it is called. Rejects when it has to be tried again. */
  tell(notice: SurveyNotice): Promise<void>;
}
