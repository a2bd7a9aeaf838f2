/** What customers are told of surveys, and supervisors of a rating that came by one. */
import type { Answered } from '../survey/survey.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../time.ts';
import { planOf } from './plan.ts';
import type { Planned } from './planned.ts';
import { type Around, tell } from './telling.ts';

export type SurveyOccasion = 'survey' | 'surveyReminder' | 'invitation';

/** `expiresAt`: until when the survey may be answered. */
export const planOfSurvey = (
  occasion: SurveyOccasion,
  { ticket, expiresAt }: { readonly ticket: Ticket; readonly expiresAt: Instant },
  around: Around,
): readonly Planned[] =>
  planOf(
    occasion === 'invitation'
      ? tell('invitation', () => ({ url: around.policy.survey?.invite.url }))
      : tell(occasion, ({ by }) => ({ expires: by(expiresAt) })),
    ticket,
    around,
  );

export const planOfLowRating = (ticket: Ticket, { stars, comment }: Answered, around: Around): readonly Planned[] =>
  planOf(
    tell('lowRating', ({ written }) => ({ stars: String(stars), comment: written(comment) })),
    ticket,
    around,
  );
