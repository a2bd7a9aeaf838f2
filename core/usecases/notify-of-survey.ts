/**
 * Tells a customer of a survey, once per survey and occasion, when they may be disturbed.
 * Database operations: one read of the policy at most once a second, one of the contact, and those of send-notice.ts.
 */
import { planOfSurvey } from '../domain/messages/of-surveys.ts';
import type { LinkKind } from '../domain/messages/planned.ts';
import type { Policies } from '../ports.ts';
import type { SurveyNotice } from '../ports-surveys.ts';
import type { LinkTo } from './notify-of-event.ts';
import { tellPeople } from './notify-people.ts';
import type { TellPorts } from './notify-person.ts';
import { customerOf, type Person } from './people-of.ts';

export interface SurveyNoticePorts extends TellPorts {
  readonly policies: Pick<Policies, 'active'>;
  readonly linkTo: LinkTo;
}

/** What is put off falls due as what it is: whoever asks then looks again whether it is still to be asked. `last`: of its deliveries. */
export const notifyOfSurvey = async (
  ports: SurveyNoticePorts,
  { occasion, ticket, event, survey }: SurveyNotice,
  last = false,
): Promise<number> => {
  const policy = await ports.policies.active();
  const now = ports.time.now();
  const planned = planOfSurvey(occasion, { ticket, expiresAt: survey.expiresAt }, { policy, now });
  const link = (kind: LinkKind, person: Person) => ports.linkTo(kind, { ticket, seq: event.seq, person });
  const telling = {
    ...{ eventId: survey.id, since: now, now, policy, last, link },
    // All of it is called by what falls due.
    ...{ due: true, only: { occasion, whom: 'customer' } },
    meant: () => customerOf(ticket),
    again: () => ({ kind: occasion, id: survey.id, data: { expiresAt: survey.expiresAt } }),
  };
  return tellPeople(ports, telling, planned);
};
