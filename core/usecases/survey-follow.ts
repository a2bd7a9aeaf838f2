/**
 * What follows from an answer, by whichever way it came: it is counted, experts look into it when it was low, and whoever is content
 * may be invited to write about the shop. All of it once, however often it is told.
 * Database operations: one read of the ticket with its event; of a rating one query of the timeline and a transaction; of a low one a
 * transaction; of an invitation a write.
 */
import type { Recorded } from '../domain/events.ts';
import { isInvited, isLow, keptUntil } from '../domain/survey/answering.ts';
import { holds, solves, subjectOf } from '../domain/survey/asking.ts';
import { type Answered, partsOf, type SurveyId } from '../domain/survey/survey.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Ids } from '../ports.ts';
import type { DuePlaces } from '../ports-notices.ts';
import type { Surveys } from '../ports-surveys.ts';
import type { ChangePorts } from './change-ticket.ts';
import { dueOf, lowRatingDue } from './survey-due.ts';
import { openForExperts } from './survey-expert.ts';

export interface FollowPorts extends ChangePorts {
  readonly ids: Ids;
  readonly surveys: Pick<Surveys, 'answer' | 'keep'>;
  readonly duePlaces: DuePlaces;
}

const READ = 300; // a ticket of the plain path has about ten events

/** Of the event `ticket.rated` with this seq. Throws when it is not there. */
export const followRating = async (
  ports: FollowPorts,
  { ticketId, seq, correlation }: { readonly ticketId: TicketId; readonly seq: number; readonly correlation: string },
): Promise<void> => {
  const [found, { items }, policy] = await Promise.all([
    ports.tickets.readWithEvent(ticketId, seq),
    ports.tickets.timeline(ticketId, 0, READ),
    ports.policies.active(),
  ]);
  if (found?.event?.type !== 'ticket.rated') throw new Error(`${ticketId}.${seq} was announced but is no rating.`);
  const { ticket, event } = found;
  const solution = items.findLast((each) => each.seq < seq && solves(each));
  if (!solution) throw new Error(`${ticketId} was rated at ${seq}, but never solved.`);
  const { stars, comment, reasons = [], useful = {} } = event.data;
  const answered: Answered = {
    ...subjectOf(atSolution(ticket, items, solution), solution),
    ...{ stars, reasons, useful, at: event.time, by: 'ticket', low: isLow(stars, policy.survey) },
    ...(comment !== undefined && { comment }),
    keptUntil: keptUntil(ticket, event.time, policy),
  };
  await ports.surveys.keep(answered);
  await followOn(ports, { ticket, answered, correlation });
};

/** Of an answer that was kept beside an archived ticket. Throws when it is not there. */
export const followAnswer = async (
  ports: FollowPorts,
  { id, correlation }: { readonly id: SurveyId; readonly correlation: string },
): Promise<void> => {
  const { ticketId, seq } = partsOf(id);
  const [found, answered] = await Promise.all([ports.tickets.readWithEvent(ticketId, seq), ports.surveys.answer(id)]);
  if (!found || !answered) throw new Error(`The answer ${id} was announced but is not there.`);
  // A rating on the ticket is told by its own event.
  if (answered.low) await ports.duePlaces.put(ports.time.now(), lowRatingDue(id));
  await followOn(ports, { ticket: found.ticket, answered, correlation });
};

const followOn = async (
  ports: FollowPorts,
  about: { readonly ticket: Ticket; readonly answered: Answered; readonly correlation: string },
): Promise<void> => {
  const { ticket, answered } = about;
  if (answered.low) await openForExperts(ports, about);
  const { survey } = await ports.policies.active();
  if (isInvited(answered, ticket, survey))
    await ports.duePlaces.put(ports.time.now(), dueOf('invitation', answered.id));
};

/** Who had it then: it may have been reopened and given to somebody else since. */
const atSolution = (ticket: Ticket, timeline: readonly Recorded[], solution: Recorded) => {
  if (holds(ticket, solution)) return ticket;
  const given = timeline.findLast((each) => each.seq < solution.seq && each.type === 'ticket.assigned');
  if (given?.type !== 'ticket.assigned') throw new Error(`${ticket.id} was solved by nobody.`);
  return { id: ticket.id, category: ticket.category, assignee: given.data.assignee };
};
