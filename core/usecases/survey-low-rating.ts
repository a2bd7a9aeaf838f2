/** The supervisor is told of a low rating that came when the ticket was archived. Two reads, and those of a notice. */
import { planOfLowRating } from '../domain/messages/of-surveys.ts';
import type { Recipient } from '../domain/messages/planned.ts';
import { teamsOf } from '../domain/routing/relaxation.ts';
import { partsOf, type SurveyId } from '../domain/survey/survey.ts';
import type { Tickets, Time } from '../ports.ts';
import type { Directory } from '../ports-directory.ts';
import type { Due } from '../ports-notices.ts';
import type { Policies } from '../ports-policies.ts';
import type { Surveys } from '../ports-surveys.ts';
import { tellPeople } from './notify-people.ts';
import type { TellPorts } from './notify-person.ts';
import { findPeople } from './people-of.ts';
import { lowRatingDue } from './survey-due.ts';

interface LowRatingPorts extends TellPorts {
  readonly tickets: Pick<Tickets, 'readWithEvent'>;
  readonly directory: Pick<Directory, 'agent' | 'team'>;
  readonly policies: Pick<Policies, 'active'>;
  readonly surveys: Pick<Surveys, 'answer'>;
  readonly time: Pick<Time, 'now'>;
}

/** Of an answer that is no event of its ticket. `data`: the survey, and of what was put off who is told. */
export const tellOfLowRating = async (ports: LowRatingPorts, data: Due['data'], last: boolean): Promise<void> => {
  const id = data.survey as SurveyId;
  const { ticketId, seq } = partsOf(id);
  const [found, answered] = await Promise.all([ports.tickets.readWithEvent(ticketId, seq), ports.surveys.answer(id)]);
  if (!found || !answered) return; // erased since
  const { ticket } = found;
  const [policy, now] = [await ports.policies.active(), ports.time.now()];
  const people = findPeople(ports, { policy, now });
  const [primary] = teamsOf(ticket, policy);
  const whose = {
    ...('assignee' in ticket && { assignee: ticket.assignee.id }),
    teams: primary === undefined ? [] : [primary],
  };
  const telling = {
    ...{ eventId: id, since: answered.at, now, policy, last, due: data.whom !== undefined },
    ...(data.whom !== undefined && { only: { occasion: 'lowRating', whom: String(data.whom) } as const }),
    meant: (who: Recipient) => (who === 'customer' || who === 'party' ? [] : people(who, whose)),
    link: async () => undefined,
    again: ({ whom }: { readonly whom: string }) => lowRatingDue(id, whom),
  };
  await tellPeople(ports, telling, planOfLowRating(ticket, answered, { policy, now }));
};
