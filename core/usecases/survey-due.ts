/** A ticket is solved: later its customer is asked how it was. One write, and none where nobody would be asked. */
import type { Recorded } from '../domain/events.ts';
import type { Policy } from '../domain/policy.ts';
import { askingAt } from '../domain/survey/asking.ts';
import type { SurveyId } from '../domain/survey/survey.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Instant } from '../domain/time.ts';
import type { Due, DuePlaces } from '../ports-notices.ts';

/** What falls due for a survey: to be asked, to be reminded, to be invited to write about the shop. */
export const SURVEY_DUES = ['survey', 'surveyReminder', 'invitation'] as const;
export type SurveyDue = (typeof SURVEY_DUES)[number];

/** `id` of a due thing of these kinds is that of the survey. */
export const dueOf = (kind: SurveyDue, id: SurveyId, expiresAt?: Instant): Due => ({
  kind,
  id,
  data: expiresAt === undefined ? {} : { expiresAt },
});

export const putSurvey = async (
  { duePlaces }: { readonly duePlaces: DuePlaces },
  ticket: Ticket,
  event: Recorded,
  policy: Pick<Policy, 'survey'>,
): Promise<void> => {
  const due = askingAt(ticket, event, policy);
  if (due) await duePlaces.put(due.at, dueOf('survey', due.id));
};
