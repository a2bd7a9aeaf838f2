/** Reminds of a survey, and invites to write about the shop: messages that are not sent when they have become needless. */

import { INVITED_AGAIN_MINUTES, isInvited } from '../domain/survey/answering.ts';
import { holds } from '../domain/survey/asking.ts';
import { partsOf, type SurveyId } from '../domain/survey/survey.ts';
import { addMinutes, type Instant } from '../domain/time.ts';
import type { AskPorts } from './ask-survey.ts';

type Told = 'told' | 'void' | 'unsubscribed' | 'rests';

/** `expiresAt`: of the survey. Database operations: three reads, and those of a notice. May be called again for the same survey. */
export const remindOfSurvey = async (ports: AskPorts, id: SurveyId, expiresAt: Instant): Promise<Told> => {
  const { ticketId, seq } = partsOf(id);
  const [{ survey }, found, answered] = await Promise.all([
    ports.policies.active(),
    ports.tickets.readWithEvent(ticketId, seq),
    ports.surveys.answer(id),
  ]);
  if (!survey || !found?.event || answered || expiresAt <= ports.time.now()) return 'void';
  const { ticket, event } = found;
  if (!holds(ticket, event) || ticket.stars !== undefined) return 'void';
  const { unsubscribedAt } = await ports.profiles.read(ticket.customer.id);
  if (unsubscribedAt !== undefined) return 'unsubscribed';
  await ports.notices.tell({ occasion: 'surveyReminder', ticket, event, survey: { id, expiresAt } });
  return 'told';
};

/** Database operations: three reads, one write, and those of a notice. */
export const inviteCustomer = async (ports: AskPorts, id: SurveyId): Promise<Told> => {
  const { ticketId, seq } = partsOf(id);
  const [{ survey }, found, answered] = await Promise.all([
    ports.policies.active(),
    ports.tickets.readWithEvent(ticketId, seq),
    ports.surveys.answer(id),
  ]);
  if (!survey || !found?.event || !answered || !isInvited(answered, found.ticket, survey)) return 'void';
  const { ticket, event } = found;
  const { unsubscribedAt } = await ports.profiles.read(ticket.customer.id);
  if (unsubscribedAt !== undefined) return 'unsubscribed';
  const now = ports.time.now();
  const since = addMinutes(now, -INVITED_AGAIN_MINUTES);
  if (!(await ports.surveys.invite(ticket.customer.id, { id, at: now }, since))) return 'rests';
  await ports.notices.tell({ occasion: 'invitation', ticket, event, survey: { id, expiresAt: now } });
  return 'told';
};
