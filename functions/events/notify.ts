/** Tells people what happened: events of tickets, alarms, and what was put off. */
import { systemTime as time } from '../../adapters/system-time.ts';
import { type BusAlarm, type BusDetail, busAlarm, busDetail, type DueNotice, dueNotice } from '../../contracts/bus.ts';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import { dueHandlers, notifyDue } from '../../core/usecases/notify-due.ts';
import { notifyOfAlarm } from '../../core/usecases/notify-of-alarm.ts';
import { type LinkTo, notifyOfEvent } from '../../core/usecases/notify-of-event.ts';
import { numbered } from '../../core/usecases/numbered-messages.ts';
import { putSurvey } from '../../core/usecases/survey-due.ts';
import { surveyDueHandlers } from '../../core/usecases/survey-notices.ts';
import { consumerOf } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { approvalUrl, customerUrl, partyUrl } from '../shared/links.ts';
import { type LinkedSurvey, surveyUrl, unsubscribeUrl } from '../shared/survey-links.ts';
import { wireAlarmEvents, wireDirectory, wireKeys, wirePolicies, wireTickets } from '../shared/wiring.ts';
import { wireMessageNumbers } from '../shared/wiring-deliveries.ts';
import { mailDomainOf, wireChannels, wireNotices } from '../shared/wiring-notices.ts';
import { wireProfiles, wireSurveys } from '../shared/wiring-surveys.ts';

const environment = environmentOf('notify');
const keys = wireKeys(environment);
const policies = wirePolicies(environment);

const linkTo: LinkTo = async (kind, { ticket, party, person }) => {
  const key = await keys.tracking();
  if (kind === 'approval' && ticket.phase === 'approval' && person.of === 'desk')
    return approvalUrl(environment.PUBLIC_URL, key, ticket, person.name as AgentId);
  if (kind === 'ticket') return customerUrl(environment.PUBLIC_URL, key, ticket);
  if (kind === 'party' && party)
    return partyUrl(environment.PUBLIC_URL, key, { ticketId: ticket.id, party: party.id, expiresAt: party.expiresAt });
  return undefined;
};

const ports = {
  tickets: wireTickets(environment),
  alarms: wireAlarmEvents(environment),
  directory: wireDirectory(environment),
  ...{ policies, time, linkTo },
  ...wireNotices(environment),
  channel: numbered(wireChannels(environment, policies), wireMessageNumbers(environment)),
  mailDomain: mailDomainOf(environment),
  // People of the desk have no page for it.
  unsubscribeUrl: async (contact: string) =>
    contact.startsWith('agt_') ? undefined : unsubscribeUrl(environment.PUBLIC_URL, await keys.tracking(), contact),
};
const surveyPorts = {
  ...ports,
  surveys: wireSurveys(environment),
  profiles: wireProfiles(environment),
  surveyUrl: async (survey: LinkedSurvey) => surveyUrl(environment.PUBLIC_URL, await keys.tracking(), survey),
};
const handlers = { ...dueHandlers(ports), ...surveyDueHandlers(surveyPorts) };

const told = {
  parse: (detail: unknown): BusAlarm | BusDetail | DueNotice => {
    const due = dueNotice.safeParse(detail);
    if (due.success) return due.data;
    const alarm = busAlarm.safeParse(detail);
    return alarm.success ? alarm.data : busDetail.parse(detail);
  },
};

export const handler = consumerOf(told, (event, _, { last }) => {
  if ('due' in event) return notifyDue(handlers, event.due, { last });
  if ('alarm' in event) return notifyOfAlarm(ports, { ...event, last });
  return Promise.all([notifyOfEvent(ports, { ...event, last }), putSurvey(ports, event)]);
});
