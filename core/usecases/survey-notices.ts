/** Messages about surveys, told like all others: once, in the hours of the customer, by the channels of the policy's table. */
import { planOfSurvey, type SurveyOccasion } from '../domain/messages/of-surveys.ts';
import type { LinkKind } from '../domain/messages/planned.ts';
import type { SurveyId } from '../domain/survey/survey.ts';
import type { Instant } from '../domain/time.ts';
import type { Tickets, Time } from '../ports.ts';
import type { Directory } from '../ports-directory.ts';
import type { Due } from '../ports-notices.ts';
import type { Policies } from '../ports-policies.ts';
import type { SurveyNotice, Surveys } from '../ports-surveys.ts';
import { type AskPorts, askSurvey } from './ask-survey.ts';
import type { DueHandlers } from './notify-due.ts';
import { tellPeople } from './notify-people.ts';
import type { TellPorts } from './notify-person.ts';
import { customerOf } from './people-of.ts';
import { dueOf, type SurveyDue } from './survey-due.ts';
import { tellOfLowRating } from './survey-low-rating.ts';
import { inviteCustomer, remindOfSurvey } from './survey-reminder.ts';

export interface SurveyNoticePorts extends TellPorts, Omit<AskPorts, 'notices' | 'tickets'> {
  readonly tickets: Pick<Tickets, 'readWithEvent'>;
  readonly directory: Pick<Directory, 'agent' | 'team'>;
  readonly policies: Pick<Policies, 'active'>;
  readonly surveys: Pick<Surveys, 'ask' | 'answer' | 'invite'>;
  readonly time: Pick<Time, 'now'>;
  /** Where a customer answers, absolute. */
  readonly surveyUrl: (survey: SurveyNotice['survey']) => Promise<string>;
}

/** `due`: it was put off, and its time has come. */
interface Delivery {
  readonly last: boolean;
  readonly due: boolean;
}

/** What falls due for surveys, for `notifyDue`. What is put off is done again as a whole: what is found then may be different. */
export const surveyDueHandlers = (ports: SurveyNoticePorts): DueHandlers => {
  const handler =
    (occasion: SurveyOccasion, act: (ports: AskPorts, id: SurveyId, expiresAt: Instant) => Promise<string>) =>
    async ({ id, data }: Due, { last }: { readonly last: boolean }): Promise<void> => {
      const delivery = { last, due: data.again !== undefined };
      const notices = { tell: (notice: SurveyNotice) => tellCustomer(ports, notice, delivery) };
      const done = await act({ ...ports, notices }, id as SurveyId, String(data.expiresAt));
      if (delivery.due && !TOLD.has(done)) await tellNobody(ports, id as SurveyId, occasion, last);
    };
  return {
    survey: handler('survey', askSurvey),
    surveyReminder: handler('surveyReminder', remindOfSurvey),
    invitation: handler('invitation', inviteCustomer),
    lowRating: ({ data }: Due, { last }: { readonly last: boolean }) => tellOfLowRating(ports, data, last),
  } satisfies Readonly<Record<SurveyDue, unknown>>;
};

const TOLD: ReadonlySet<string> = new Set(['asked', 'told']);

const tellCustomer = async (
  ports: SurveyNoticePorts,
  { occasion, ticket, survey }: SurveyNotice,
  delivery: Delivery,
): Promise<void> => {
  const { policy, now } = await moment(ports);
  const planned = planOfSurvey(occasion, { ticket, expiresAt: survey.expiresAt }, { policy, now });
  const due = dueOf(occasion, survey.id, survey.expiresAt);
  const telling = {
    ...{ eventId: survey.id, since: now, now, policy, ...delivery },
    ...(delivery.due && { only: { occasion, whom: CUSTOMER } }),
    meant: () => customerOf(ticket),
    link: async (kind: LinkKind) => (kind === 'survey' ? ports.surveyUrl(survey) : undefined),
    again: () => ({ ...due, data: { ...due.data, again: 1 } }),
  };
  await tellPeople(ports, telling, planned);
};

const CUSTOMER = 'customer';

/** It waited until there was nothing to say any more. */
const tellNobody = async (
  ports: SurveyNoticePorts,
  id: SurveyId,
  occasion: SurveyOccasion,
  last: boolean,
): Promise<void> => {
  const { policy, now } = await moment(ports);
  const telling = {
    ...{ eventId: id, since: now, now, policy, last, due: true, only: { occasion, whom: CUSTOMER } },
    ...{ meant: () => [], link: async () => undefined, again: () => dueOf(occasion, id) },
  };
  await tellPeople(ports, telling, []);
};

const moment = async ({ policies, time }: Pick<SurveyNoticePorts, 'policies' | 'time'>) => ({
  policy: await policies.active(),
  now: time.now(),
});
