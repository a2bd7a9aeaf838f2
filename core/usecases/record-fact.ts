/**
 * What a ticket contributes to the numbers of the day it was opened, taken from the ticket as it stands: the event only says
 * that it is time to look. Database operations, for all that come side by side: one read of the tickets with their older facts,
 * one transaction.
 */
import type { PromiseCourse, TicketCourse } from '../domain/preview.ts';
import { qualityOf, tasksOf } from '../domain/review/quality.ts';
import type { Ticket } from '../domain/ticket.ts';
import { type Instant, MINUTE_MS, msBetween, toInstant, toMs } from '../domain/time.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Tickets, Time } from '../ports.ts';
import type { Fact, Insight, Lesson } from '../ports-insight.ts';

export interface FactPorts {
  readonly tickets: Pick<Tickets, 'current'>;
  readonly insight: Pick<Insight, 'fact' | 'record'>;
  readonly time: Pick<Time, 'jitter'>;
}

const ATTEMPTS = 5;

/** A fact that is as new as the ticket, or newer, stays. */
export const recordFact = async ({ tickets, insight, time }: FactPorts, ticketId: TicketId): Promise<void> => {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const [ticket, before] = await Promise.all([tickets.current(ticketId), insight.fact(ticketId)]);
    if (!ticket) throw new Error(`${ticketId} has events but no head.`);
    if (before && before.version >= ticket.version) return;
    if ((await insight.record(factOf(ticket, before), before)) === 'recorded') return;
    await time.jitter(attempt);
  }
  throw new Error(`The fact of ${ticketId} kept changing while it was written.`);
};

const SHANGHAI_MS = 8 * 60 * 60 * 1000; // no summer time since 1991

/** The date in Asia/Shanghai, e.g. `2026-11-22`. */
const dayOf = (instant: Instant): string => toInstant(toMs(instant) + SHANGHAI_MS).slice(0, 10);

/** `before`: the one in whose place it will stand. */
export const factOf = (ticket: Ticket, before: Fact | undefined): Fact => {
  const { firstResponse, resolution } = ticket.clocks;
  const resolved = SOLVED.has(ticket.phase);
  const lesson = lessonOf(ticket);
  const quality = qualityOf(ticket, before?.quality);
  const reviewTasks = tasksOf(ticket);
  return {
    ticketId: ticket.id,
    version: ticket.version,
    numbers: {
      day: dayOf(ticket.openedAt),
      category: ticket.category,
      created: 1,
      resolved: resolved ? 1 : 0,
      ...(ticket.phase === 'merged' && { merged: 1 }),
      firstResponseBreached: firstResponse.state === 'missed' ? 1 : 0,
      resolutionBreached: resolution.state === 'missed' ? 1 : 0,
      firstResponded: firstResponse.stoppedAt ? 1 : 0,
      firstResponseMs: firstResponse.stoppedAt ? msBetween(firstResponse.startedAt, firstResponse.stoppedAt) : 0,
      resolutionMs: resolved && resolution.stoppedAt ? msBetween(resolution.startedAt, resolution.stoppedAt) : 0,
    },
    ...(lesson && { lesson }),
    course: courseOf(ticket),
    ...(quality.length > 0 && { quality }),
    ...(reviewTasks.length > 0 && { reviewTasks }),
  };
};

const courseOf = ({ code, category, priority, channel, queue, customer, clocks }: Ticket): TicketCourse => ({
  ...{ code, category, priority, channel, queue, customer: { tier: customer.tier } },
  clocks: { firstResponse: promiseOf(clocks.firstResponse), resolution: promiseOf(clocks.resolution) },
});

const promiseOf = ({ state, startedAt, pauses, notBefore, stoppedAt }: PromiseCourse): PromiseCourse => ({
  ...{ state, startedAt, pauses },
  ...(notBefore !== undefined && { notBefore }),
  ...(stoppedAt !== undefined && { stoppedAt }),
});

type Ended = Extract<Ticket, { readonly phase: 'closed' | 'archived' }>;

/** Nothing is learned of the assignee when somebody else resolved it. */
const lessonOf = (ticket: Ticket): Lesson | undefined => {
  if (ticket.phase !== 'closed' && ticket.phase !== 'archived') return undefined;
  const { assignee, assignedAt, resolution, category, reopens, reworks, transfers } = ticket;
  if (resolution.by !== assignee.id) return undefined;
  const passed = ticket.reviews.filter(({ of, verdict }) => of === assignee.id && verdict === 'pass').length;
  const inHandMs = msBetween(assignedAt, resolution.at) - heldMs(ticket);
  return {
    team: assignee.team,
    agent: assignee.id,
    category,
    minutes: Math.max(0, Math.round(inHandMs / MINUTE_MS)),
    firstContact: reopens + reworks + transfers === 0,
    ...(passed > 0 && { passed }),
  };
};

/** How long the resolution clock stood still since it was given to them. */
const heldMs = ({ clocks: { resolution }, assignedAt }: Ended): number =>
  resolution.pauses
    .filter(({ from, to }) => from >= assignedAt && to !== undefined)
    .reduce((sum, { from, to = from }) => sum + msBetween(from, to), 0);

const SOLVED: ReadonlySet<Ticket['phase']> = new Set(['resolved', 'closed', 'archived']);
