import type { Clock, ClockName, Clocks } from './clock.ts';
import { pause, restart, stop, unstop } from './clocks.ts';
import type { AssignedBy, Recorded, TicketEvent, TicketOpened } from './events.ts';
import { fromOpening, isOpen, resumed, toHandling, toQueue, touched, unreminded, watched } from './phase-changes.ts';
import type { Ticket } from './ticket.ts';

/** A recorded event that cannot follow the state it is folded into: the timeline is damaged. */
export class BrokenTimeline extends Error {
  constructor(event: Recorded, phase: string) {
    super(`${event.id} ${event.type} cannot follow phase ${phase}`);
    this.name = 'BrokenTimeline';
  }
}

const withClock = (clocks: Clocks, name: ClockName, change: (clock: Clock) => Clock): Clocks => ({
  ...clocks,
  [name]: change(clocks[name]),
});

/**
 * Folds one event into the ticket. Never refuses: an event is a fact. Throws BrokenTimeline when the events are not
 * those of one ticket in order.
 */
export const evolve = (ticket: Ticket | undefined, event: Recorded): Ticket => {
  if (event.type === 'ticket.opened' && !ticket && event.seq === 1) return fromOpening(event);
  if (event.type === 'ticket.opened' || ticket?.id !== event.ticketId || event.seq !== ticket.version + 1)
    throw new BrokenTimeline(event, ticket?.phase ?? 'none');
  return { ...apply(ticket, event), version: event.seq };
};

const CLAIMS: ReadonlySet<AssignedBy> = new Set(['claim', 'choice']);

const apply = (ticket: Ticket, event: Recorded<Exclude<TicketEvent, TicketOpened>>): Ticket => {
  const now = event.time;
  switch (event.type) {
    case 'ticket.classified': {
      const { units, ...data } = event.data;
      const classified = { ...ticket, ...data };
      if (classified.phase !== 'queued') return { ...classified, units };
      if (event.data.queue === ticket.queue) return classified;
      // Other teams serve the other queue: it is offered to them at once.
      const { dispatchFailedAt: _, poolExpiredAt: __, ...fresh } = classified;
      return { ...fresh, queuedAt: now };
    }
    case 'ticket.queued':
      if (!isOpen(ticket)) break;
      return { ...toQueue(ticket, now), queue: event.data.queue, excluded: event.data.excluded };
    case 'ticket.dispatch-failed':
      if (ticket.phase !== 'queued') break;
      return { ...ticket, dispatchFailedAt: ticket.dispatchFailedAt ?? now };
    case 'ticket.assigned':
      if (!isOpen(ticket)) break;
      return {
        ...toHandling(ticket, { ...event.data, ...(CLAIMS.has(event.data.by) && { claimed: true }) }, now),
        ...watched(event.data),
      };
    case 'ticket.paused':
      if (ticket.phase !== 'handling') break;
      return {
        ...ticket,
        phase: 'paused',
        pausedAt: now,
        pausedFor: event.data.for,
        preemptions: ticket.preemptions + 1,
      };
    case 'ticket.pool-expired':
      if (ticket.phase !== 'queued') break;
      return { ...ticket, poolExpiredAt: now };
    case 'ticket.accepted':
      if (ticket.phase !== 'handling') break;
      return touched({ ...ticket, acceptedAt: now });
    case 'ticket.replied':
      return touched({ ...ticket, clocks: withClock(ticket.clocks, 'firstResponse', (clock) => stop(clock, now)) });
    case 'ticket.noted':
      return event.actor.kind === 'agent' && ticket.phase !== 'queued' && ticket.assignee.id === event.actor.id
        ? touched(ticket)
        : ticket;
    case 'ticket.held': {
      if (ticket.phase !== 'handling') break;
      const clocks = {
        firstResponse: pause(ticket.clocks.firstResponse, now),
        resolution: pause(ticket.clocks.resolution, now),
      };
      return touched({
        ...ticket,
        phase: 'onHold',
        hold: { for: event.data.for, since: now, until: event.data.until },
        clocks,
      });
    }
    case 'ticket.resumed': {
      if (ticket.phase === 'paused') {
        const { pausedAt: _, pausedFor: __, ...rest } = ticket;
        return { ...rest, phase: 'handling' };
      }
      if (ticket.phase !== 'onHold') break;
      const { hold: _, ...rest } = ticket;
      return { ...rest, phase: 'handling', clocks: resumed(ticket.clocks, now) };
    }
    case 'ticket.customer-replied':
      return ticket;
    case 'ticket.urged':
      return { ...ticket, urges: ticket.urges + 1 };
    case 'ticket.transferred':
      return { ...ticket, queue: event.data.queue, transfers: ticket.transfers + 1 };
    case 'ticket.warned': {
      const { clock } = event.data;
      return { ...ticket, clocks: withClock(ticket.clocks, clock, (c) => ({ ...c, warnedAt: now })) };
    }
    case 'ticket.breached': {
      const { clock, milestoneAt } = event.data;
      const clocks = withClock(ticket.clocks, clock, (c) => ({ ...c, state: 'missed', breachedAt: milestoneAt }));
      return { ...ticket, clocks, ...watched(event.data) };
    }
    case 'ticket.escalated': {
      if (event.data.reason === 'reviewOverdue' && ticket.phase === 'review') {
        const { reviewDueAt: _, ...rest } = ticket;
        return { ...rest, level: event.data.level, ...watched(event.data) };
      }
      return { ...ticket, level: event.data.level, ...watched(event.data) };
    }
    case 'ticket.resolved': {
      if (ticket.phase !== 'handling') break;
      const { code, text, reviewDueAt } = event.data;
      // The answer is on its way: whoever resolves has responded.
      const clocks = {
        firstResponse: stop(ticket.clocks.firstResponse, now),
        resolution: stop(ticket.clocks.resolution, now),
      };
      return touched({
        ...unreminded(ticket),
        phase: 'review',
        resolution: { code, text, at: now, by: event.actor.id },
        reviewDueAt,
        clocks,
      });
    }
    case 'ticket.reviewed': {
      if (ticket.phase !== 'review') break;
      if (event.data.verdict === 'rework') {
        const clocks = withClock(ticket.clocks, 'resolution', unstop);
        const back = toHandling({ ...unreminded(ticket), clocks }, ticket, now);
        return { ...back, ...watched(event.data), reworks: ticket.reworks + 1 };
      }
      const { reviewDueAt: _, ...rest } = unreminded(ticket);
      return { ...rest, phase: 'resolved', resolvedAt: now, closesAt: event.data.closesAt };
    }
    case 'ticket.reopened': {
      if (ticket.phase !== 'resolved') break;
      const clocks = withClock(ticket.clocks, 'resolution', (clock) => restart(clock, now, event.data.graceMinutes));
      const back = toHandling({ ...ticket, clocks }, ticket, now);
      return { ...back, ...watched(event.data), reopens: ticket.reopens + 1 };
    }
    case 'ticket.closed': {
      if (ticket.phase !== 'resolved') break;
      const { closesAt: _, ...rest } = ticket;
      return { ...rest, phase: 'closed', closedAt: now };
    }
    case 'ticket.archived':
      if (ticket.phase !== 'closed') break;
      return { ...ticket, phase: 'archived', archivedAt: now };
    default: {
      const unknown: never = event;
      throw new BrokenTimeline(unknown, ticket.phase);
    }
  }
  throw new BrokenTimeline(event, ticket.phase);
};
