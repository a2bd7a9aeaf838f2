/** What a promotion would have done to tickets that are there: their promises reckoned again, as if they had been given in it. */
import { type Clock, PROMISES, type PromisedClock } from './clocks/clock.ts';
import { instantAt } from './clocks/running.ts';
import { calendarOf, type Promised, selectTarget } from './clocks/selection.ts';
import type { SlaRule, SlaTarget } from './clocks/sla.ts';
import type { Policy } from './policy.ts';
import type { Instant } from './time.ts';
import { PRIORITIES, type Priority } from './vocabulary.ts';

/** How a promise went, as far as it takes to reckon it again. */
export type PromiseCourse = Pick<Clock, 'state' | 'startedAt' | 'pauses' | 'notBefore' | 'stoppedAt'>;

/** What a ticket was promised for, and how that went. */
export interface TicketCourse extends Promised {
  readonly code: string;
  readonly clocks: Readonly<Record<PromisedClock, PromiseCourse>>;
}

interface Verdicts {
  readonly met: number;
  readonly missed: number;
  /** Neither yet. */
  readonly open: number;
}

interface Listed {
  readonly count: number;
  /** Of the first ones, at most 20. */
  readonly codes: readonly string[];
}

/** One promise of the tickets of one priority. */
export interface PreviewRow {
  readonly clock: PromisedClock;
  readonly priority: Priority;
  /** What the promotion promises, in minutes of its calendar; none: what they had stays. */
  readonly target?: Pick<SlaTarget, 'minutes' | 'calendar'>;
  readonly tickets: number;
  readonly had: Verdicts;
  readonly would: Verdicts;
  readonly newlyMissed: Listed;
  readonly newlyKept: Listed;
}

const SHOWN = 20;

/** Rows without tickets are left out. `policy`: the one with the promotion in it; `now`: for those that still run. */
export const previewOf = (
  tickets: readonly TicketCourse[],
  policy: Pick<Policy, 'sla' | 'calendars'>,
  promotion: string,
  now: Instant,
): readonly PreviewRow[] => {
  const sla = rulesOf(policy, promotion);
  return PROMISES.flatMap((clock) =>
    PRIORITIES.flatMap((priority): PreviewRow[] => {
      const told = tickets.flatMap((ticket): Told[] => {
        if (ticket.priority !== priority || ticket.clocks[clock].state === 'cancelled') return [];
        const target = selectTarget(clock, ticket, ticket.clocks[clock].startedAt, { sla })?.target;
        const had = verdictOf(ticket.clocks[clock]);
        const would = target ? verdictUnder(ticket.clocks[clock], target, policy, now) : had;
        return [{ code: ticket.code, ...(target && { target }), had, would }];
      });
      return told.length > 0 ? [{ clock, priority, ...rowOf(told) }] : [];
    }),
  );
};

/** As if they were in force at any time. */
const rulesOf = ({ sla }: Pick<Policy, 'sla'>, promotion: string): readonly SlaRule[] =>
  sla.flatMap(({ from: _, until: __, ...rule }) => (rule.promotion === promotion ? [rule] : []));

type Verdict = keyof Verdicts;

interface Told {
  readonly code: string;
  readonly target?: SlaTarget;
  readonly had: Verdict;
  readonly would: Verdict;
}

const verdictOf = ({ state }: PromiseCourse): Verdict => (state === 'met' || state === 'missed' ? state : 'open');

const verdictUnder = (
  course: PromiseCourse,
  target: SlaTarget,
  policy: Pick<Policy, 'calendars'>,
  now: Instant,
): Verdict => {
  const dueAt = dueUnder(course, target, policy);
  if (course.stoppedAt !== undefined) return course.stoppedAt < dueAt ? 'met' : 'missed';
  const pause = course.pauses.at(-1);
  const counted = pause && pause.to === undefined ? pause.from : now;
  return dueAt <= counted ? 'missed' : 'open';
};

/** With its pauses, and with the grace of a ticket that was reopened unless it was too late before that. */
const dueUnder = (course: PromiseCourse, target: SlaTarget, policy: Pick<Policy, 'calendars'>): Instant => {
  const { notBefore, pauses } = course;
  const dueAt = instantAt(course, calendarOf(policy, target.calendar), target.minutes);
  const solvedAt = pauses.findLast((pause) => pause.for === 'solved')?.from;
  const inTime = solvedAt === undefined || solvedAt < dueAt;
  return notBefore !== undefined && notBefore > dueAt && inTime ? notBefore : dueAt;
};

const rowOf = (told: readonly Told[]): Omit<PreviewRow, 'clock' | 'priority'> => {
  const target = told.find((each) => each.target)?.target;
  return {
    ...(target && { target: { minutes: target.minutes, calendar: target.calendar } }),
    tickets: told.length,
    had: verdictsOf(told.map(({ had }) => had)),
    would: verdictsOf(told.map(({ would }) => would)),
    newlyMissed: listed(told.filter(({ had, would }) => had !== 'missed' && would === 'missed')),
    newlyKept: listed(told.filter(({ had, would }) => had === 'missed' && would !== 'missed')),
  };
};

const verdictsOf = (verdicts: readonly Verdict[]): Verdicts => {
  const count = (wanted: Verdict): number => verdicts.filter((verdict) => verdict === wanted).length;
  return { met: count('met'), missed: count('missed'), open: count('open') };
};

const listed = (told: readonly Told[]): Listed => ({
  count: told.length,
  codes: told.slice(0, SHOWN).map(({ code }) => code),
});
