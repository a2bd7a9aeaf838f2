/** What is said of a run; the same measure for all of them. */
import { PROMISES, type PromisedClock } from '../core/domain/clocks/clock.ts';
import { MINUTE_MS, toMs } from '../core/domain/time.ts';
import { PRIORITIES, type Priority } from '../core/domain/vocabulary.ts';
import type { Job } from './job.ts';
import type { Run } from './replay.ts';
import type { Worker } from './worker.ts';

/** Share of the tickets, 0 to 1, whose clock stopped in time; undefined when there were none. */
export type Attainment = Readonly<Record<PromisedClock, number | undefined>>;

export interface Figures {
  readonly arrived: number;
  readonly closed: number;
  /** Minutes that nobody had a ticket, all such times together. */
  readonly wait: { readonly half: number; readonly ninety: number };
  readonly attained: Readonly<Record<Priority | 'all', Attainment>>;
  /** Share of the assignments that went to somebody below the level which the ticket needs. */
  readonly misrouted: number;
  /** Assignments after the first, per ticket. */
  readonly hops: number;
  /** Of the units per hour at work: 0 all alike, 1 all to one. */
  readonly gini: number;
  /** Share of the time at work with anything in hand. */
  readonly utilisation: number;
  readonly preemptions: number;
  readonly inVain: number;
}

export const figuresOf = ({ scenario: { end }, jobs, workers, preemptions, inVain }: Run): Figures => {
  const waits = jobs.map((job) => waitOf(job, end)).toSorted((a, b) => a - b);
  const assigned = sum(jobs, ({ assigned: { count } }) => count);
  return {
    arrived: jobs.length,
    closed: jobs.filter(({ closed }) => closed).length,
    wait: { half: quantile(waits, 0.5), ninety: quantile(waits, 0.9) },
    attained: {
      ...(Object.fromEntries(
        PRIORITIES.map((priority) => [
          priority,
          attainment(
            jobs.filter(({ ticket }) => ticket.priority === priority),
            end,
          ),
        ]),
      ) as Record<Priority, Attainment>),
      all: attainment(jobs, end),
    },
    misrouted:
      ratio(
        sum(jobs, ({ assigned: { misrouted } }) => misrouted),
        assigned,
      ) ?? 0,
    hops:
      ratio(
        sum(jobs, ({ assigned: { count } }) => Math.max(0, count - 1)),
        jobs.length,
      ) ?? 0,
    gini: giniOf(workers.flatMap(perHour)),
    utilisation:
      ratio(
        sum(workers, ({ totals }) => totals.busyMs),
        sum(workers, ({ totals }) => totals.presentMs),
      ) ?? 0,
    preemptions,
    inVain,
  };
};

const waitOf = ({ queuedMs, queuedAt }: Job, end: number): number =>
  (queuedMs + (queuedAt === undefined ? 0 : end - queuedAt)) / MINUTE_MS;

/** Those whose time has not come yet at the end say nothing. */
const attainment = (jobs: readonly Job[], end: number): Attainment => {
  const share = (name: PromisedClock): number | undefined => {
    const verdicts = jobs.flatMap(({ ticket: { clocks } }) => {
      const { state, dueAt } = clocks[name];
      return state === 'met' ? [true] : state === 'missed' || toMs(dueAt) <= end ? [false] : [];
    });
    return ratio(verdicts.filter((met) => met).length, verdicts.length);
  };
  return Object.fromEntries(PROMISES.map((name) => [name, share(name)])) as Attainment;
};

/** The smallest value that at least this share does not exceed; 0 of none. */
const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;

const perHour = ({ totals: { units, presentMs } }: Worker): readonly number[] =>
  presentMs === 0 ? [] : [(units * 60 * MINUTE_MS) / presentMs];

/** Half the mean difference between any two, over the mean. */
export const giniOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const total = sum(sorted, (value) => value);
  if (total === 0) return 0;
  const weighted = sorted.reduce((all, value, index) => all + (2 * (index + 1) - sorted.length - 1) * value, 0);
  return weighted / (sorted.length * total);
};

const sum = <T>(list: readonly T[], of: (item: T) => number): number =>
  list.reduce((total, item) => total + of(item), 0);

const ratio = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);
