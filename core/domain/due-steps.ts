import type { Context } from './context.ts';
import { escalated } from './escalation.ts';
import type { TicketEvent } from './events.ts';
import type { Milestone } from './milestones.ts';
import type { Policy } from './policy.ts';
import type { Ticket } from './ticket.ts';
import { addMinutes, type Instant } from './time.ts';

const LATE_MS = 60_000; // later than this, the machinery was down: the timeline says so

/** The events of one milestone that is due. */
export const dueSteps = (ticket: Ticket, due: Milestone, { now, policy }: Context): readonly TicketEvent[] => {
  const late = Date.parse(now) - Date.parse(due.at) > LATE_MS;
  switch (due.kind) {
    case 'warning':
      return [{ type: 'ticket.warned', data: { clock: due.clock, milestoneAt: due.at, late } }];
    case 'breach': {
      const requeueAt = requeueAfterBreach(ticket, now, policy);
      const breached: TicketEvent = {
        type: 'ticket.breached',
        data: { clock: due.clock, milestoneAt: due.at, late, ...requeueAt },
      };
      return [breached, escalated(ticket, 'breach', policy)];
    }
    case 'requeue': {
      const excluded =
        ticket.phase === 'handling' ? [...new Set([...ticket.excluded, ticket.assignee.id])] : ticket.excluded;
      return [{ type: 'ticket.queued', data: { queue: ticket.queue, because: 'untouched', excluded } }];
    }
    case 'holdEnds':
      return [{ type: 'ticket.resumed', data: { because: 'limit' } }];
    case 'reviewOverdue':
      return [escalated(ticket, 'reviewOverdue', policy)];
    case 'closing':
      return [{ type: 'ticket.closed', data: { because: 'silence' } }];
  }
};

const requeueAfterBreach = (ticket: Ticket, now: Instant, policy: Policy) =>
  // A second breach does not put off what the first one has set.
  ticket.phase === 'handling' && !ticket.requeueAt
    ? { requeueAt: addMinutes(now, policy.escalation.untouchedMinutes) }
    : {};
