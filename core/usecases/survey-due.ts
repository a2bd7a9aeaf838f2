/** A ticket is solved: later its customer is asked how it was. One write, and none where nobody would be asked. */
import { askingAt } from '../domain/survey/asking.ts';
import type { SurveyId } from '../domain/survey/survey.ts';
import type { Instant } from '../domain/time.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Tickets } from '../ports.ts';
import type { Due, DuePlaces } from '../ports-notices.ts';
import type { Policies } from '../ports-policies.ts';

/** What falls due for a survey: to be asked, to be reminded, to be invited to write about the shop; that the supervisor is told. */
export type SurveyDue = 'survey' | 'surveyReminder' | 'invitation' | 'lowRating';

/** `id` of a due thing of these kinds is that of the survey. */
export const dueOf = (kind: Exclude<SurveyDue, 'lowRating'>, id: SurveyId, expiresAt?: Instant): Due => ({
  kind,
  id,
  data: expiresAt === undefined ? {} : { expiresAt },
});

/** `whom`: of what was put off, who is told. */
export const lowRatingDue = (survey: SurveyId, whom?: string): Due => ({
  kind: 'lowRating' satisfies SurveyDue,
  id: whom === undefined ? survey : `${survey}#${whom}`,
  data: { survey, ...(whom !== undefined && { whom }) },
});

/** Events that may have solved a ticket. */
const SOLVING: ReadonlySet<string> = new Set(['ticket.reviewed', 'ticket.resolved', 'ticket.approved']);

/** `type`: of the event. Database operations: one read, the same as that of others who read it side by side; at most one write. */
export const putSurvey = async (
  ports: {
    readonly tickets: Pick<Tickets, 'readWithEvent'>;
    readonly policies: Pick<Policies, 'active'>;
    readonly duePlaces: DuePlaces;
  },
  { ticketId, seq, type }: { readonly ticketId: TicketId; readonly seq: number; readonly type: string },
): Promise<void> => {
  if (!SOLVING.has(type)) return;
  const [found, policy] = await Promise.all([ports.tickets.readWithEvent(ticketId, seq), ports.policies.active()]);
  const due = found?.event && askingAt(found.ticket, found.event, policy);
  if (due) await ports.duePlaces.put(due.at, dueOf('survey', due.id));
};
