import type { TicketEscalated } from './clock-events.ts';
import type { Clock, ClockName, Clocks } from './clocks/clock.ts';
import { applyDesk } from './desk-evolve.ts';
import type { Recorded, TicketEvent, TicketOpened } from './events.ts';
import type { FieldValue } from './forms/form.ts';
import { fromOpening, fromText, heldUntil, isOpen, toHandling, toQueue, touched, watched } from './phase-changes.ts';
import { applyQuality, isQuality } from './quality-evolve.ts';
import type { AssignedBy } from './routing-events.ts';
import type { Ticket } from './ticket.ts';
import { type Instant, msBetween } from './time.ts';
import type { AgentId } from './vocabulary.ts';

/** A recorded event that cannot follow the state it is folded into: the timeline is damaged. */
export class BrokenTimeline extends Error {
  constructor(event: Recorded, phase: string) {
    super(`${event.id} ${event.type} cannot follow phase ${phase}`);
    this.name = 'BrokenTimeline';
  }
}

const withClock = (clocks: Clocks, name: ClockName, change: (clock: Clock) => Clock): Clocks => {
  const clock = clocks[name];
  return clock ? { ...clocks, [name]: change(clock) } : clocks;
};

/** Without the marks up to these minutes of its target: they have happened. */
const passed = (clock: Clock, minutes: number): Clock => ({
  ...clock,
  ahead: clock.ahead.filter((mark) => mark.minutes > minutes),
});

/** The warnings until `at` have happened. */
const warned = (clock: Clock, at: Instant): Clock => ({
  ...clock,
  ahead: clock.ahead.filter((mark) => mark.at > at || mark.minutes >= clock.targetMinutes),
});

/** The desk has written: nothing of the customer waits for an answer. */
const answered = <T extends Ticket>(ticket: T): T => {
  const { unansweredSince: _, unansweredRework: __, ...rest } = ticket;
  return rest as T;
};

const OVER: ReadonlySet<Ticket['phase']> = new Set(['resolved', 'closed', 'archived']);
const isOver = ({ phase }: Ticket): boolean => OVER.has(phase);

const climbed = (ticket: Ticket, { seq, data }: Recorded<TicketEscalated>): Ticket => {
  const { acknowledged: _, ...rest } = ticket;
  const followers = data.actions.flatMap((action) => (action.do === 'addFollower' ? [action.who] : []));
  const tasks = data.actions.flatMap((action): Ticket['tasks'] =>
    action.do === 'openTask' ? [{ id: seq, title: action.title[ticket.language], for: action.for }] : [],
  );
  const frozen = data.actions.some((action) => action.do === 'freezeHold');
  return {
    ...rest,
    level: data.level,
    // The one that decided comes last: how often it is repeated goes by it.
    rungs: [...ticket.rungs.filter((name) => !data.rungs.includes(name)), ...data.rungs.toReversed()],
    followers: [...new Set([...ticket.followers, ...followers])],
    tasks: [...ticket.tasks, ...tasks],
    ...(frozen && { holdFrozen: true as const }),
    ...watched(data),
  } as Ticket;
};

/**
 * Folds one event into the ticket. Never refuses: an event is a fact. Throws BrokenTimeline when the events are not
 * those of one ticket in order.
 */
export const evolve = (ticket: Ticket | undefined, event: Recorded): Ticket => {
  if (event.type === 'ticket.opened' && !ticket && event.seq === 1) return fromOpening(event);
  if (event.type === 'ticket.opened' || ticket?.id !== event.ticketId || event.seq !== ticket.version + 1)
    throw new BrokenTimeline(event, ticket?.phase ?? 'none');
  return withClocks({ ...apply(ticket, event), version: event.seq }, event.clocks);
};

/** The clocks that an event has changed take the place of those before. */
export const withClocks = <T extends Ticket>(ticket: T, changed: Partial<Clocks> | undefined): T =>
  changed ? { ...ticket, clocks: { ...ticket.clocks, ...changed } } : ticket;

const how = (by: AssignedBy): { readonly claimed?: true; readonly last?: true } => ({
  ...(CLAIMS.has(by) && { claimed: true as const }),
  ...(by === 'lastResort' && { last: true as const }),
});

/** Who was asked last, at most so many. */
const MOST_MENTIONED = 20;

const mentioning = <T extends Ticket>(ticket: T, mentions: readonly AgentId[] = []): T =>
  mentions.length === 0
    ? ticket
    : { ...ticket, mentioned: [...new Set([...ticket.mentioned, ...mentions])].slice(-MOST_MENTIONED) };

/** What was found in the text stands where nobody has typed anything. */
const withFound = <T extends Ticket>(ticket: T, found: Readonly<Record<string, FieldValue>> = {}): T =>
  Object.keys(found).length === 0 ? ticket : { ...ticket, fields: { ...fromText(found), ...ticket.fields } };

const CLAIMS: ReadonlySet<AssignedBy> = new Set(['claim', 'choice']);

const LOW_STARS = 2;

const apply = (ticket: Ticket, event: Recorded<Exclude<TicketEvent, TicketOpened>>): Ticket => {
  const now = event.time;
  switch (event.type) {
    case 'ticket.classified': {
      const { units, tier, ...data } = event.data;
      const customer = tier === undefined ? ticket.customer : { ...ticket.customer, tier };
      const classified = { ...ticket, ...data, customer };
      if (classified.phase === 'merged') break;
      if (classified.phase !== 'queued') return { ...classified, units };
      if (event.data.queue === ticket.queue) return classified;
      // Other teams serve the other queue: it is offered to them at once.
      const { dispatchFailedAt: _, poolExpiredAt: __, ...fresh } = classified;
      return { ...fresh, queuedAt: now };
    }
    case 'ticket.queued':
      if (!isOpen(ticket)) break;
      return {
        ...toQueue(ticket, now),
        queue: event.data.queue,
        excluded: event.data.excluded,
        ...(event.data.teams && { route: { ...ticket.route, teams: event.data.teams } }),
        ...(event.data.rescue && { rescues: ticket.rescues + 1 }),
        ...(event.data.rescue === 'coordinator' && { toLastResort: true as const }),
      };
    case 'ticket.dispatch-failed':
      if (ticket.phase !== 'queued') break;
      return { ...ticket, dispatchFailedAt: ticket.dispatchFailedAt ?? now };
    case 'ticket.assigned':
      if (!isOpen(ticket)) break;
      return {
        ...toHandling(ticket, { ...event.data, ...how(event.data.by) }, now),
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
      return touched(answered(ticket.phase === 'queued' ? ticket : { ...ticket, answered: true }));
    case 'ticket.noted':
      return event.actor.kind === 'agent' && 'assignee' in ticket && ticket.assignee.id === event.actor.id
        ? touched(mentioning(ticket, event.data.mentions))
        : mentioning(ticket, event.data.mentions);
    case 'ticket.held': {
      if (ticket.phase !== 'handling') break;
      const { for: reason, until, remindAt } = event.data;
      return touched({
        ...ticket,
        phase: 'onHold',
        hold: { for: reason, since: now, until, ...(remindAt && { remindAt }) },
      });
    }
    case 'ticket.hold-reminded': {
      if (ticket.phase !== 'onHold') break;
      const { remindAt: _, ...hold } = ticket.hold;
      return { ...ticket, hold };
    }
    case 'ticket.resumed': {
      if (ticket.phase === 'paused') {
        const { pausedAt: _, pausedFor: __, ...rest } = ticket;
        return { ...rest, phase: 'handling' };
      }
      if (ticket.phase !== 'onHold') break;
      const { hold: _, ...rest } = ticket;
      return { ...rest, phase: 'handling', held: heldUntil(ticket, now) };
    }
    case 'ticket.customer-replied': {
      const read = withFound(ticket, event.data.found);
      return isOver(ticket) || event.data.thanks ? read : { ...read, unansweredSince: ticket.unansweredSince ?? now };
    }
    case 'ticket.urged':
      return { ...ticket, urges: ticket.urges + 1, urgedAt: now };
    case 'ticket.transferred':
      return {
        ...ticket,
        queue: event.data.queue,
        transfers: ticket.transfers + 1,
        ...('assignee' in ticket && { cameFrom: { assignee: ticket.assignee, queue: ticket.queue } }),
        ...(event.data.team !== undefined && { route: { ...ticket.route, teams: [event.data.team] } }),
      };
    case 'ticket.warned': {
      const { clock, milestoneAt } = event.data;
      const clocks = withClock(ticket.clocks, clock, (c) => ({ ...warned(c, milestoneAt), warnedAt: now }));
      return { ...ticket, clocks };
    }
    case 'ticket.breached': {
      const { clock, milestoneAt } = event.data;
      const clocks = withClock(ticket.clocks, clock, (c) => ({
        ...passed(c, c.targetMinutes),
        state: 'missed',
        breachedAt: milestoneAt,
      }));
      return { ...ticket, clocks, ...watched(event.data) };
    }
    case 'ticket.overdue': {
      const { clock, minutesAfter } = event.data;
      const clocks = withClock(ticket.clocks, clock, (c) => passed(c, c.targetMinutes + minutesAfter));
      return { ...ticket, clocks };
    }
    case 'ticket.escalated':
      return climbed(ticket, event);
    case 'ticket.acknowledged': {
      const { remindAt: _, ...rest } = ticket;
      return { ...rest, acknowledged: { by: event.actor.id, at: now }, ...watched(event.data) };
    }
    case 'ticket.task-finished':
      return { ...ticket, tasks: ticket.tasks.filter(({ id }) => id !== event.data.task) };
    case 'ticket.promised':
      return ticket;
    case 'ticket.clocks-rebuilt':
      // All of them, so that one which the timeline does not have goes.
      return event.clocks ? { ...ticket, clocks: event.clocks as Clocks } : ticket;
    case 'ticket.reopened': {
      if (ticket.phase !== 'resolved') break;
      const back = toHandling(ticket, ticket, now);
      const restedMs = ticket.restedMs + msBetween(ticket.resolution.at, now);
      const asks = event.actor.kind === 'agent' ? {} : { unansweredSince: now };
      // What was rated is no longer the answer.
      const { stars: _, ...unrated } = back;
      const low = ticket.stars !== undefined && ticket.stars <= LOW_STARS && { lowRated: true as const };
      return { ...unrated, ...low, ...watched(event.data), ...asks, restedMs, reopens: ticket.reopens + 1 };
    }
    case 'ticket.closed': {
      if (ticket.phase !== 'resolved') break;
      const { closesAt: _, ...rest } = ticket;
      return { ...rest, phase: 'closed', closedAt: now };
    }
    case 'ticket.archived':
      if (ticket.phase === 'merged') return { ...ticket, archivedAt: now };
      if (ticket.phase !== 'closed') break;
      return { ...ticket, phase: 'archived', archivedAt: now };
    default: {
      const next = isQuality(event) ? applyQuality(ticket, event) : applyDesk(ticket, event);
      if (next) return next;
    }
  }
  throw new BrokenTimeline(event, ticket.phase);
};
