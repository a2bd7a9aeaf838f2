/**
 * Asks the customer how it was, once, if that is still the question.
 * Database operations: one read of the ticket with its event, one of the customer's profile, a transaction of two writes, one write for
 * the reminder, and those of a notice.
 */
import { longestKeptMinutes, type Profile } from '../domain/customer/profile.ts';
import { asking } from '../domain/survey/asking.ts';
import { partsOf, type SurveyId } from '../domain/survey/survey.ts';
import { addMinutes } from '../domain/time.ts';
import type { Tickets, Time } from '../ports.ts';
import type { DuePlaces } from '../ports-notices.ts';
import type { Policies } from '../ports-policies.ts';
import type { Profiles, SurveyNotices, Surveys } from '../ports-surveys.ts';
import { dueOf } from './survey-due.ts';

export interface AskPorts {
  readonly tickets: Pick<Tickets, 'readWithEvent'>;
  readonly surveys: Pick<Surveys, 'ask' | 'answer' | 'invite'>;
  readonly profiles: Pick<Profiles, 'read' | 'put'>;
  readonly policies: Pick<Policies, 'active'>;
  readonly duePlaces: DuePlaces;
  readonly notices: SurveyNotices;
  readonly time: Pick<Time, 'now'>;
}

/** void: reopened since, rated already, or not asked any more · rests: they were asked not long ago */
export type Asking = 'asked' | 'void' | 'rests' | 'unsubscribed';

/** May be called again for the same survey: it changes nothing then. */
export const askSurvey = async (ports: AskPorts, id: SurveyId): Promise<Asking> => {
  const { ticketId, seq } = partsOf(id);
  const policy = await ports.policies.active();
  const found = await ports.tickets.readWithEvent(ticketId, seq);
  const now = ports.time.now();
  const wanted = found?.event && asking(found.ticket, found.event, policy, now);
  if (!policy.survey || !found?.event || !wanted) return 'void';
  const profile = await ports.profiles.read(wanted.customer);
  const kept = addMinutes(now, longestKeptMinutes(policy));
  // Whoever has changed it meanwhile has said so, too.
  if (isToKeep(profile, kept))
    await ports.profiles.put(wanted.customer, { ...profile, version: profile.version + 1, keptUntil: kept });
  if (profile.unsubscribedAt !== undefined) return 'unsubscribed';
  const survey = await ports.surveys.ask(wanted, addMinutes(now, -policy.survey.restMinutes));
  if (survey === 'rests') return 'rests';
  const remindAt = addMinutes(survey.askedAt, policy.survey.remindMinutes);
  if (remindAt < survey.expiresAt) await ports.duePlaces.put(remindAt, dueOf('surveyReminder', id, survey.expiresAt));
  await ports.notices.tell({ occasion: 'survey', ticket: found.ticket, event: found.event, survey });
  return 'asked';
};

const DAY_MINUTES = 24 * 60;

/** The customer was here again: what is known of them stays. Written once a day at most. */
const isToKeep = ({ version, keptUntil }: Profile, until: string): boolean =>
  version > 0 && keptUntil !== undefined && addMinutes(keptUntil, DAY_MINUTES) <= until;
