/**
 * A customer answers a survey, once. As long as the ticket is not archived the answer is an event of it, like a rating on its page;
 * afterwards it is kept beside it. Either way a solution has one answer.
 * Database operations: one read of the ticket with its event, one query of its timeline, one read of the answer, and those of a command
 * or one transaction.
 */
import type { Recorded } from '../domain/events.ts';
import { articlesOf, isLow, keptUntil, notAsked, reasonsFor } from '../domain/survey/answering.ts';
import { holds, solves, subjectOf } from '../domain/survey/asking.ts';
import { type Answer, partsOf, type Stars, type SurveyId } from '../domain/survey/survey.ts';
import type { SurveyReason } from '../domain/survey/survey-policy.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Surveys } from '../ports-surveys.ts';
import { type ChangePorts, changeTicket } from './change-ticket.ts';
import { isRefused, type Refused, ticketNotFound } from './refused.ts';

export interface AnswerPorts extends ChangePorts {
  readonly surveys: Pick<Surveys, 'answer' | 'keep'>;
}

/** A survey as whoever has its link sees it. */
export interface OpenSurvey {
  readonly ticket: Ticket;
  readonly event: Recorded;
  readonly reasons: readonly SurveyReason[];
  /** Of the knowledge base, that the ticket cites. */
  readonly articles: readonly string[];
  /** Once it was answered, by whichever way. */
  readonly stars?: Stars;
}

const READ = 300; // a ticket of the plain path has about ten events

/** Refused with `survey-void` when the ticket was reopened since. */
export const readSurvey = async (ports: AnswerPorts, id: SurveyId): Promise<OpenSurvey | Refused> => {
  const { ticketId, seq } = partsOf(id);
  const [found, { items }, answered, policy] = await Promise.all([
    ports.tickets.readWithEvent(ticketId, seq),
    ports.tickets.timeline(ticketId, 0, READ),
    ports.surveys.answer(id),
    ports.policies.active(),
  ]);
  if (!found?.event || !solves(found.event)) return ticketNotFound;
  const { ticket, event } = found;
  if (!holds(ticket, event)) return surveyVoid;
  const stars = ticket.stars ?? answered?.stars;
  return {
    ...{ ticket, event, articles: articlesOf(items), reasons: reasonsFor(ticket.category, policy.survey) },
    ...(stars !== undefined && { stars }),
  };
};

/** Nothing is written when it is refused: `already-rated`, `survey-void`, `unknown-reason`, `unknown-article`. */
export const answerSurvey = async (
  ports: AnswerPorts,
  {
    id,
    answer,
    correlation,
    from,
  }: {
    readonly id: SurveyId;
    readonly answer: Answer;
    readonly correlation: string;
    readonly from?: string;
  },
): Promise<{ readonly stars: Stars } | Refused> => {
  const survey = await readSurvey(ports, id);
  if (isRefused(survey)) return survey;
  if (survey.stars !== undefined) return alreadyRated;
  const unknown = notAsked(answer, survey);
  if (unknown) return unknown;
  const { ticket } = survey;
  const { stars, comment, reasons, useful } = answer;
  const rated = await changeTicket(ports, {
    idOrCode: ticket.id,
    command: {
      ...{ type: 'rate', stars, reasons, useful },
      ...(comment !== undefined && { comment }),
    },
    actor: { kind: 'customer', id: ticket.customer.id, roles: ['customer'] },
    correlation,
    ...(from !== undefined && { from }),
  });
  if (!isRefused(rated)) return { stars };
  return rated.refused === 'command-not-allowed-in-phase' ? keepBeside(ports, id, answer) : rated;
};

/** The ticket is sealed, unless it was reopened just now. */
const keepBeside = async (
  ports: AnswerPorts,
  id: SurveyId,
  answer: Answer,
): Promise<{ readonly stars: Stars } | Refused> => {
  const survey = await readSurvey(ports, id);
  if (isRefused(survey)) return survey;
  const { ticket, event } = survey;
  if (survey.stars !== undefined) return alreadyRated;
  if (ticket.phase !== 'archived') return surveyVoid;
  const [policy, now] = [await ports.policies.active(), ports.time.now()];
  const kept = await ports.surveys.keep({
    ...subjectOf(ticket, event),
    ...answer,
    ...{ at: now, by: 'survey', low: isLow(answer.stars, policy.survey), keptUntil: keptUntil(ticket, now, policy) },
  });
  return kept ? { stars: answer.stars } : alreadyRated;
};

const alreadyRated: Refused = {
  refused: 'already-rated',
  detail: 'This answer has been rated already. Thank you.',
};

const surveyVoid: Refused = {
  refused: 'survey-void',
  detail: 'The ticket was taken up again since: there is nothing to rate until it is solved. You will be asked anew.',
};
