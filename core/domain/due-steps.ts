import type { Context } from './context.ts';
import { escalated } from './escalation.ts';
import type { TicketEvent } from './events.ts';
import type { Milestone } from './milestones.ts';
import type { Ticket } from './ticket.ts';
import { addMinutes, type Instant, msBetween } from './time.ts';

const LATE_MS = 60_000; // later than this, the machinery was down: the timeline says so

/** What the timeline says of a milestone that is due. */
export const dueSteps = (ticket: Ticket, due: Milestone, context: Context): readonly TicketEvent[] => {
  const late = msBetween(due.at, context.now) > LATE_MS;
  switch (due.kind) {
    case 'warning':
      return [{ type: 'ticket.warned', data: { clock: due.clock, milestoneAt: due.at, late } }];
    case 'breach': {
      const requeueAt = requeueAfterBreach(ticket, context);
      const data = { clock: due.clock, milestoneAt: due.at, late, ...requeueAt };
      const overdue = due.clock === 'resolution' || ticket.clocks.resolution.state === 'missed';
      return [{ type: 'ticket.breached', data }, escalated(ticket, 'breach', context, { overdue })];
    }
    case 'requeue': {
      const excluded =
        ticket.phase === 'handling' ? [...new Set([...ticket.excluded, ticket.assignee.id])] : ticket.excluded;
      return [{ type: 'ticket.queued', data: { queue: ticket.queue, because: 'untouched', excluded } }];
    }
    case 'reminder':
      return [escalated(ticket, 'stillOpen', context)];
    case 'holdEnds':
      return [{ type: 'ticket.resumed', data: { because: 'limit' } }];
    case 'reviewOverdue':
      return [escalated(ticket, 'reviewOverdue', context, { overdue: true })];
    case 'closing':
      return [{ type: 'ticket.closed', data: { because: 'silence' } }];
  }
};

const requeueAfterBreach = (ticket: Ticket, { now, policy }: Context): { readonly requeueAt?: Instant } =>
  // A second breach does not put off what the first one has set.
  ticket.phase === 'handling' && !ticket.requeueAt
    ? { requeueAt: addMinutes(now, policy.escalation.untouchedMinutes) }
    : {};
