/** A ticket's path: the states of all its executions, joined with what happened to the ticket meanwhile. */
import type { TimelineEvent } from '../../contracts/views.ts';
import { type Executions, generationsOf } from './executions.ts';
import { type Visit, visitsOf } from './visits.ts';

interface TracedTicket {
  readonly id: string;
  readonly code: string;
  readonly phase: string;
}

/** An event of the timeline without its data: nothing personal is in a trace. */
type TracedEvent = Pick<TimelineEvent, 'seq' | 'type' | 'time' | 'actor'>;

export interface TracedState extends Omit<Visit, 'enteredAt' | 'leftAt' | 'seen' | 'attempts'> {
  /** ISO 8601. */
  readonly enteredAt: string;
  readonly leftAt?: string;
  /** Until it was left, or until now. */
  readonly durationMs: number;
  readonly retries: number;
  /** What brought the token back: the newest event that the waking saw. */
  readonly wokenBy?: Pick<TracedEvent, 'seq' | 'type'>;
  /** What happened to the ticket while the state lasted. */
  readonly events: readonly TracedEvent[];
}

export interface Trace extends TracedTicket {
  /** ISO 8601, of the runtime's clock. */
  readonly now: string;
  readonly executions: readonly {
    readonly name: string;
    readonly generation: number;
    readonly status: string;
    readonly startedAt: string;
    readonly stoppedAt?: string;
  }[];
  /** What happened before the first execution began. */
  readonly before: readonly TracedEvent[];
  readonly states: readonly TracedState[];
}

/** Reads the histories of all generations. `now`: epoch ms. */
export async function traceOf(
  executions: Executions,
  ticket: TracedTicket,
  timeline: readonly TimelineEvent[],
  now: number,
): Promise<Trace> {
  const found = await generationsOf(executions, ticket.id);
  const visits = found.flatMap(({ generation, history }) => visitsOf(history, generation));
  const events = timeline.map(({ seq, type, time, actor }) => ({ seq, type, time, actor }));
  const during = eventsByVisit(visits, events);
  const bySeq = new Map(events.map((event) => [event.seq, event]));
  return {
    ...{ id: ticket.id, code: ticket.code, phase: ticket.phase, now: new Date(now).toISOString() },
    executions: found.map(({ generation, description }) => ({
      name: description.name,
      generation,
      status: description.status,
      startedAt: new Date(description.startDate * 1000).toISOString(),
      ...(description.stopDate !== undefined && { stoppedAt: new Date(description.stopDate * 1000).toISOString() }),
    })),
    before: during.get(undefined) ?? [],
    states: visits.map((visit) => {
      const { enteredAt, leftAt, seen, attempts, ...rest } = visit;
      const waker = visit.ending === 'woken' && seen !== undefined ? bySeq.get(seen) : undefined;
      return {
        ...rest,
        enteredAt: new Date(enteredAt).toISOString(),
        ...(leftAt !== undefined && { leftAt: new Date(leftAt).toISOString() }),
        durationMs: (leftAt ?? now) - enteredAt,
        retries: Math.max(0, attempts - 1),
        ...(waker && { wokenBy: { seq: waker.seq, type: waker.type } }),
        events: during.get(visit) ?? [],
      };
    }),
  };
}

/**
 * By the visit that an event belongs to; undefined: before the first. The version that a state came back with says which
 * events it knew, even where everything has the same time; an event older than that state belongs to one before it.
 */
function eventsByVisit(
  visits: readonly Visit[],
  events: readonly TracedEvent[],
): Map<Visit | undefined, TracedEvent[]> {
  const during = new Map<Visit | undefined, TracedEvent[]>();
  for (const event of events) {
    const time = Date.parse(event.time);
    let index = visits.findIndex(({ seen }) => seen !== undefined && seen >= event.seq);
    if (index < 0) index = visits.length - 1;
    while (index >= 0 && (visits[index] as Visit).enteredAt > time) index -= 1;
    const visit = event.seq === 1 ? undefined : visits[index]; // the opening is what starts the first execution
    during.set(visit, [...(during.get(visit) ?? []), event]);
  }
  return during;
}
