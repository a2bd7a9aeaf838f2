/** What a list or a search leaves out. */
import type { Ticket } from '../ticket.ts';
import { addMinutes, type Instant } from '../time.ts';
import type { Phase, Priority } from '../vocabulary.ts';

/** soon: within the hour · breached: its time is over, and it still runs. */
export const DUE = ['soon', 'breached'] as const;

/** All of what is given has to hold. */
export interface TicketFilter {
  readonly phase?: Phase | undefined;
  readonly priority?: Priority | undefined;
  readonly category?: string | undefined;
  readonly queue?: string | undefined;
  readonly tag?: string | undefined;
  /** Of the clocks that the customer was promised, and that run. */
  readonly due?: (typeof DUE)[number] | undefined;
  /** Nobody has taken notice of the last escalation. */
  readonly escalated?: 'unacknowledged' | undefined;
  /** Opened at or after this instant. */
  readonly from?: Instant | undefined;
  /** Opened before this instant. */
  readonly to?: Instant | undefined;
}

const SOON_MINUTES = 60;

export const passes = (ticket: Ticket, filter: TicketFilter, now: Instant): boolean => {
  const { tag, due, escalated } = filter;
  return (
    mayPass(ticket, filter) &&
    (tag === undefined || ticket.tags.includes(tag)) &&
    (due === undefined || isDue(ticket, due, now)) &&
    (escalated === undefined || !ticket.acknowledged)
  );
};

/** What a list shows of a ticket already. */
export type Shown = Pick<Ticket, 'phase' | 'priority' | 'category' | 'queue' | 'level' | 'openedAt'>;

/** False of what cannot pass, by what a list shows of it: the ticket need not be read. */
export const mayPass = (
  shown: Shown,
  { phase, priority, category, queue, escalated, from, to }: TicketFilter,
): boolean =>
  (phase === undefined || shown.phase === phase) &&
  (priority === undefined || shown.priority === priority) &&
  (category === undefined || shown.category === category) &&
  (queue === undefined || shown.queue === queue) &&
  (escalated === undefined || shown.level > 0) &&
  (from === undefined || shown.openedAt >= from) &&
  (to === undefined || shown.openedAt < to);

const isDue = ({ clocks }: Ticket, due: NonNullable<TicketFilter['due']>, now: Instant): boolean => {
  const promised = [clocks.firstResponse, clocks.nextResponse, clocks.resolution];
  const times = promised.flatMap((clock) =>
    clock && !clock.stoppedAt && (clock.state === 'running' || clock.state === 'missed') ? [clock.dueAt] : [],
  );
  const soon = addMinutes(now, SOON_MINUTES);
  return times.some((time) => (due === 'breached' ? time < now : time >= now && time < soon));
};
