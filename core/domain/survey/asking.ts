/** When a customer is asked, and when they no longer are. */
import type { Recorded } from '../events.ts';
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import { addMinutes, type Instant, toInstant, toMs } from '../time.ts';
import { type Asked, type SurveyId, type SurveySubject, surveyId } from './survey.ts';

type Solved = Extract<Ticket, { readonly phase: 'resolved' | 'closed' | 'archived' }>;

/** With these nothing was solved that could be liked. */
const NOTHING_DONE: ReadonlySet<string> = new Set(['no-answer', 'duplicate']);

/** The channel of the tickets in which experts look into a low rating: nobody is asked about those. */
export const SURVEY_CHANNEL = 'survey';

/** Whether the customer was told of the solution because of it. */
export const solves = (event: Pick<Recorded, 'type' | 'data'>): boolean => {
  switch (event.type) {
    case 'ticket.reviewed':
      return 'verdict' in event.data && event.data.verdict === 'pass';
    case 'ticket.resolved':
    case 'ticket.approved':
      return 'onward' in event.data && event.data.onward?.next === 'closing';
    default:
      return false;
  }
};

/** The resolution that the event made is the one that holds: the ticket was not reopened since. */
export const holds = (ticket: Ticket, { time }: Pick<Recorded, 'time'>): ticket is Solved =>
  (ticket.phase === 'resolved' || ticket.phase === 'closed' || ticket.phase === 'archived') &&
  ticket.resolvedAt === time;

const mayBeAsked = (ticket: Solved): boolean =>
  !ticket.parent &&
  ticket.channel !== SURVEY_CHANNEL &&
  !NOTHING_DONE.has(ticket.resolution.code) &&
  (ticket.customer.email !== undefined || ticket.customer.phone !== undefined);

/** When to look whether the customer is to be asked about this solution; undefined when they never are. */
export const askingAt = (
  ticket: Ticket,
  event: Pick<Recorded, 'type' | 'data' | 'time' | 'seq'>,
  { survey }: Pick<Policy, 'survey'>,
): { readonly id: SurveyId; readonly at: Instant } | undefined =>
  survey && solves(event) && holds(ticket, event) && mayBeAsked(ticket)
    ? { id: surveyId(ticket.id, event.seq), at: addMinutes(event.time, survey.delayMinutes) }
    : undefined;

/** What is asked now; undefined when it was reopened since, was rated already, or the policy has changed its mind. */
export const asking = (
  ticket: Ticket,
  event: Pick<Recorded, 'type' | 'data' | 'time' | 'seq'>,
  { survey }: Pick<Policy, 'survey'>,
  now: Instant,
): Asked | undefined =>
  survey && solves(event) && holds(ticket, event) && mayBeAsked(ticket) && ticket.stars === undefined
    ? {
        ...subjectOf(ticket, event),
        customer: ticket.customer.id,
        askedAt: now,
        expiresAt: addMinutes(now, survey.expiresMinutes),
      }
    : undefined;

/** The ticket as it was when the event solved it. */
export const subjectOf = (
  ticket: Pick<Solved, 'id' | 'category' | 'assignee'>,
  { seq, time }: Pick<Recorded, 'seq' | 'time'>,
): SurveySubject => ({
  id: surveyId(ticket.id, seq),
  day: deskDay(time),
  category: ticket.category,
  agent: ticket.assignee.id,
});

const SHANGHAI_MS = 8 * 60 * 60 * 1000; // no summer time since 1991

/** The date in Asia/Shanghai, e.g. `2026-11-22`. */
const deskDay = (instant: Instant): string => toInstant(toMs(instant) + SHANGHAI_MS).slice(0, 10);
