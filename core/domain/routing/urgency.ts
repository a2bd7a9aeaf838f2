/**
 * How urgent a waiting ticket is. Everything in it either stays as it is between two events or grows by one minute per minute
 * for all tickets alike, so that two tickets never change places while nothing happens to them: an index can be sorted by it,
 * nothing has to be swept, and whoever waits long enough comes first.
 */
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import { addMinutes, type Instant, MINUTE_MS, msBetween, toInstant, toMs } from '../time.ts';

type Urgent = Pick<
  Ticket,
  | 'id'
  | 'priority'
  | 'level'
  | 'clocks'
  | 'customer'
  | 'category'
  | 'impact'
  | 'urges'
  | 'repeatOf'
  | 'openedAt'
  | 'reopens'
> &
  Partial<{ readonly queuedAt: Instant }>;

/** What the ticket is ahead of one that came at the same time, in minutes of waiting. */
const bonusMinutes = (ticket: Urgent, { urgency }: Policy['routing']): number =>
  urgency.priority[ticket.priority] +
  urgency.tier[ticket.customer.tier] +
  urgency.impact[ticket.impact] +
  (urgency.categories[ticket.category] ?? 0) +
  ticket.urges * urgency.urge +
  (ticket.repeatOf === undefined ? 0 : urgency.repeat) +
  ticket.reopens * urgency.repeat +
  ticket.level * urgency.level;

/** When the next answer is due, as long as one is to come, even late; else when the resolution is. */
export const nextDue = ({ clocks: { firstResponse, nextResponse, resolution } }: Pick<Ticket, 'clocks'>): Instant => {
  const answer = firstResponse.stoppedAt ? nextResponse : firstResponse;
  return answer && !answer.stoppedAt && answer.dueAt < resolution.dueAt ? answer.dueAt : resolution.dueAt;
};

/**
 * The rank in minutes: waiting since the opening, plus what it is ahead, minus what is left until it is due. The higher, the more urgent.
 * A re-queued ticket has waited from the beginning: its customer has.
 */
export const rankOf = (ticket: Urgent, now: Instant, policy: Policy): number =>
  (msBetween(ticket.openedAt, now) + msBetween(nextDue(ticket), now)) / MINUTE_MS +
  bonusMinutes(ticket, policy.routing);

/** The same as text that sorts with the most urgent first: the middle between opening and due time, put forward by half of the bonus. */
export const urgencyOf = (ticket: Urgent, policy: Policy): string => {
  const middle = (toMs(ticket.openedAt) + toMs(nextDue(ticket))) / 2;
  return `${addMinutes(toInstant(Math.round(middle)), -bonusMinutes(ticket, policy.routing) / 2)}#${ticket.id}`;
};
