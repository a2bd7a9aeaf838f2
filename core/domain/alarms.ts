/** On-duty alarms as data: what must not stay so for long. They are raised once per episode, and cleared when it is over. */
import type { Addressee } from './escalation/addressee.ts';
import type { Colour } from './routing/routing-policy.ts';
import type { Ticket } from './ticket.ts';
import { addMinutes, type Instant } from './time.ts';
import { PRIORITIES, type Priority, type Titles } from './vocabulary.ts';

/**
 * untouched: a ticket of these priorities that nobody has accepted or answered for so long · waiting: more than so many of them
 * wait in the queues · red: a queue has been red for so long.
 */
export type AlarmCondition =
  | { readonly untouched: { readonly priority: readonly Priority[]; readonly minutes: number } }
  | { readonly waiting: { readonly priority: readonly Priority[]; readonly moreThan: number } }
  | { readonly red: { readonly minutes: number } };

export interface Alarm {
  readonly name: string;
  readonly title: Titles;
  readonly when: AlarmCondition;
  /** None named: all. */
  readonly queues: readonly string[];
  readonly to: readonly Addressee[];
}

/**
 * Since when nobody has accepted or answered the ticket; undefined when somebody has. As long as the customer has no answer at all it
 * is since they asked, however often the ticket has changed hands; after that, since it came to where it is.
 */
export const untouchedSince = (ticket: Ticket): Instant | undefined => {
  const answered = ticket.clocks.firstResponse.stoppedAt !== undefined;
  if (ticket.phase === 'queued') return answered ? ticket.queuedAt : ticket.openedAt;
  if (ticket.phase !== 'handling' && ticket.phase !== 'paused') return undefined;
  if (ticket.acceptedAt !== undefined || ticket.answered) return undefined;
  return answered ? ticket.assignedAt : ticket.openedAt;
};

/** A ticket that nobody has touched, as the lists know it. */
export interface Untouched {
  readonly code: string;
  readonly queue: string;
  readonly priority: Priority;
  readonly since: Instant;
}

/** What one look at the desk has found. */
export interface Sight {
  readonly now: Instant;
  /** All that wait, by queue. */
  readonly waiting: ReadonlyMap<string, readonly Untouched[]>;
  /** Given to somebody who has not touched them yet, those that have been so for longest first. */
  readonly inHand: readonly Untouched[];
  readonly colours: ReadonlyMap<string, { readonly colour: Colour; readonly since: Instant }>;
}

/** What an alarm is about: ids and numbers alone. */
export interface Found {
  /** Tickets, or red queues. */
  readonly count: number;
  /** Where. */
  readonly queues: readonly string[];
  /** Codes of some of the tickets, those that have waited for longest first. */
  readonly tickets: readonly string[];
  /** Since when the first of them has been so. */
  readonly since: Instant;
}

const NAMED = 5; // tickets in a mail: who looks after them opens the list

/** What of the condition holds now; undefined when it does not. */
export const found = (
  { when, queues: named }: Pick<Alarm, 'when' | 'queues'>,
  { now, waiting, inHand, colours }: Sight,
): Found | undefined => {
  const concerns = (queue: string): boolean => named.length === 0 || named.includes(queue);
  if ('red' in when) {
    const until = addMinutes(now, -when.red.minutes);
    const red = [...colours]
      .filter(([queue, { colour, since }]) => concerns(queue) && colour === 'red' && since <= until)
      .map(([queue, { since }]) => ({ queue, since }));
    return summary(red, []);
  }
  const queued = [...waiting].flatMap(([queue, tickets]) => (concerns(queue) ? tickets : []));
  if ('waiting' in when) {
    const { priority, moreThan } = when.waiting;
    const tickets = queued.filter((ticket) => priority.includes(ticket.priority));
    return tickets.length > moreThan ? summary(tickets, tickets) : undefined;
  }
  const { priority, minutes } = when.untouched;
  const until = addMinutes(now, -minutes);
  const tickets = [...queued, ...inHand.filter(({ queue }) => concerns(queue))].filter(
    (ticket) => priority.includes(ticket.priority) && ticket.since <= until,
  );
  return summary(tickets, tickets);
};

const summary = (
  where: readonly { readonly queue: string; readonly since: Instant }[],
  tickets: readonly Untouched[],
): Found | undefined => {
  const since = where.map((each) => each.since).toSorted()[0];
  if (since === undefined) return undefined;
  const longest = tickets.toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
  return {
    count: where.length,
    queues: [...new Set(where.map(({ queue }) => queue))].toSorted(),
    tickets: longest.slice(0, NAMED).map(({ code }) => code),
    since,
  };
};

/**
 * The first instant at which something may have been untouched for too long that is not so in this sight: what it shows, or what comes
 * after it. Undefined when no alarm is about that. What comes back into somebody's hands may be due sooner.
 */
export const nextDue = (
  alarms: readonly Pick<Alarm, 'when'>[],
  { now, waiting, inHand }: Pick<Sight, 'now' | 'waiting' | 'inHand'>,
): Instant | undefined => {
  const shown = [...[...waiting.values()].flat(), ...inHand];
  const dues = alarms.flatMap(({ when }) => {
    if (!('untouched' in when)) return [];
    const { priority, minutes } = when.untouched;
    const since = shown.flatMap((ticket) => (priority.includes(ticket.priority) ? [ticket.since] : []));
    return [now, ...since].map((at) => addMinutes(at, minutes));
  });
  return dues.filter((due) => due > now).toSorted()[0];
};

/** What has to be looked at to judge these alarms. */
export const wantedOf = (alarms: readonly Alarm[], queues: readonly string[]) => {
  const about = (matters: (alarm: Alarm) => boolean): readonly string[] => {
    const named = alarms.filter(matters).map((alarm) => (alarm.queues.length === 0 ? queues : alarm.queues));
    return queues.filter((queue) => named.some((list) => list.includes(queue)));
  };
  return {
    /** Queues whose waiting tickets count. */
    waiting: about(({ when }) => !('red' in when)),
    /** Priorities of tickets that somebody has got and not touched. */
    inHand: PRIORITIES.filter((each) =>
      alarms.some(({ when }) => 'untouched' in when && when.untouched.priority.includes(each)),
    ),
    /** Queues whose colour counts. */
    colours: about(({ when }) => 'red' in when),
  };
};

/** One time that an alarm was on. */
export interface Episode {
  readonly alarm: string;
  /** From 1, by alarm. */
  readonly number: number;
  readonly raisedAt: Instant;
  /** As it looked when it was raised. */
  readonly found: Found;
  readonly acknowledged?: { readonly by: string; readonly at: Instant; readonly note?: string };
  readonly clearedAt?: Instant;
}

export const isOn = (episode: Episode | undefined): episode is Episode =>
  episode !== undefined && episode.clearedAt === undefined;
