/** Why a clock stands where it stands: what was promised, what counted, what did not, and what has come and will come of it. */
import { openStretches } from '../calendar/calendar.ts';
import type { Recorded } from '../events.ts';
import { evolve } from '../evolve.ts';
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import { type Instant, MINUTE_MS } from '../time.ts';
import { CLOCKS, type Clock, type ClockName } from './clock.ts';
import type { PolicyOf } from './rebuild.ts';
import { cancel, elapsedMs } from './running.ts';
import { calendarOf } from './selection.ts';

interface Interval {
  readonly from: Instant;
  readonly to: Instant;
  /** counting · closed: outside the hours of its calendar · paused: for one of the reasons of a pause. */
  readonly kind: 'counting' | 'closed' | 'paused';
  readonly for?: Clock['pauses'][number]['for'];
}

interface MarkExplained {
  readonly kind: 'warning' | 'breach' | 'overdue';
  readonly at: Instant;
  /** When it was written down; none: it is still to come. */
  readonly happenedAt?: Instant;
  readonly late?: boolean;
  readonly seq?: number;
}

export interface ClockExplanation extends Omit<Clock, 'ahead' | 'pauses'> {
  readonly clock: ClockName;
  /** A clock may run several times, e.g. once for each question of the customer: from 1. */
  readonly run: number;
  readonly elapsedMinutes: number;
  /** Negative when it is over. */
  readonly remainingMinutes: number;
  readonly intervals: readonly Interval[];
  readonly milestones: readonly MarkExplained[];
}

/** In the order in which the clocks began. `timeline`: whole and in order; throws BrokenTimeline on another one. */
export const explainClocks = (
  ticket: Ticket,
  timeline: readonly Recorded[],
  policyOf: PolicyOf,
  now: Instant,
): readonly ClockExplanation[] =>
  CLOCKS.flatMap((name) => {
    const runs = runsOf(name, ticket, timeline);
    return runs.map((run, index) => explained(name, index + 1, run, policyOf(run.clock.policyVersion), now));
  }).toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : 0));

interface Run {
  readonly clock: Clock;
  readonly past: readonly MarkExplained[];
}

/** Each beginning of the clock, as it stood in the end. */
const runsOf = (name: ClockName, ticket: Ticket, timeline: readonly Recorded[]): readonly Run[] => {
  const runs: { clock: Clock; past: MarkExplained[] }[] = [];
  let state: Ticket | undefined;
  for (const event of timeline) {
    const run = runs.at(-1);
    const mark = markOf(name, event);
    if (run && mark) run.past.push(mark);
    state = evolve(state, event);
    const clock = state.clocks[name];
    if (!clock) continue;
    if (run?.clock.startedAt === clock.startedAt) run.clock = clock;
    else {
      // One that was reset is over where the next one begins.
      if (run) run.clock = cancel(run.clock, clock.startedAt);
      runs.push({ clock, past: [] });
    }
  }
  const [last, stored] = [runs.at(-1), ticket.clocks[name]];
  if (last && stored) last.clock = stored; // with what was folded in since
  return runs;
};

const markOf = (name: ClockName, event: Recorded): MarkExplained | undefined => {
  const { type, time, seq, data } = event;
  if (type !== 'ticket.warned' && type !== 'ticket.breached' && type !== 'ticket.overdue') return undefined;
  if (data.clock !== name) return undefined;
  const kind = type === 'ticket.warned' ? 'warning' : type === 'ticket.breached' ? 'breach' : 'overdue';
  return { kind, at: data.milestoneAt, happenedAt: time, late: data.late, seq };
};

const explained = (
  name: ClockName,
  run: number,
  { clock, past }: Run,
  policy: Policy,
  now: Instant,
): ClockExplanation => {
  const { ahead, pauses, ...rest } = clock;
  const elapsed = elapsedMs(clock, calendarOf(policy, clock.calendar), now) / MINUTE_MS;
  const coming = ahead.map(({ minutes, at }): MarkExplained => {
    const kind = minutes < clock.targetMinutes ? 'warning' : minutes > clock.targetMinutes ? 'overdue' : 'breach';
    return { kind, at };
  });
  return {
    ...rest,
    clock: name,
    run,
    elapsedMinutes: round(elapsed),
    remainingMinutes: round(clock.targetMinutes - elapsed),
    intervals: intervalsOf(clock, policy, clock.stoppedAt ?? now),
    milestones: [...past, ...coming],
  };
};

const round = (minutes: number): number => Math.round(minutes * 100) / 100;

const intervalsOf = (clock: Clock, policy: Policy, end: Instant): readonly Interval[] => {
  const list: Interval[] = [];
  let from = clock.startedAt;
  for (const pause of clock.pauses) {
    const to = pause.to !== undefined && pause.to < end ? pause.to : end;
    list.push(...counted(clock, policy, from, pause.from));
    if (pause.from < to) list.push({ from: pause.from, to, kind: 'paused', for: pause.for });
    from = to;
  }
  return [...list, ...counted(clock, policy, from, end)];
};

/** What is open of a stretch, and what is not. */
const counted = (clock: Clock, policy: Policy, from: Instant, to: Instant): readonly Interval[] => {
  if (from >= to) return [];
  const list: Interval[] = [];
  let at = from;
  for (const open of openStretches(calendarOf(policy, clock.calendar), from, to)) {
    if (at < open.from) list.push({ from: at, to: open.from, kind: 'closed' });
    list.push({ ...open, kind: 'counting' });
    at = open.to;
  }
  if (at < to) list.push({ from: at, to, kind: 'closed' });
  return list;
};
