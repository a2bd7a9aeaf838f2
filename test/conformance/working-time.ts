/** Compares working calendars with cases of working-time arithmetic from elsewhere: `schedules`, `cases`, `pause_cases`. */
import {
  addWorking,
  type Calendar,
  isOpen,
  nextOpening,
  subtractWorking,
  workingMs,
} from '../../core/domain/calendar/calendar.ts';
import type { Day } from '../../core/domain/calendar/hours.ts';
import { WEEKDAYS } from '../../core/domain/routing/team.ts';
import { minutesOf } from '../../core/domain/routing/zone.ts';
import { MINUTE_MS, toInstant, toMs } from '../../core/domain/time.ts';
import { agree, disagree, skip, type Verdict } from './verdict.ts';

/** The cases of a file, each with its calendar. */
export function workingTimeCases(text: string): any[] {
  const { schedules, cases = [], pause_cases: pauses = [] } = JSON.parse(text);
  const calendars = new Map(Object.entries<any>(schedules).map(([name, given]) => [name, calendarOf(name, given)]));
  return [...cases, ...pauses].map((row) => ({ ...row, calendar: calendars.get(row.schedule) }));
}

/** A day is ruled by the first of these that names it: overrides, holidays, extra_workdays, week. */
function calendarOf(name: string, given: any): Calendar {
  const dated = (days: object = {}) =>
    Object.entries<any>(days).map(([date, ranges]) => [date, dayOf(ranges)] as const);
  return {
    name,
    zone: given.timezone,
    week: WEEKDAYS.map((weekday) => dayOf(given.week[weekday] ?? [])),
    days: Object.fromEntries([
      ...dated(given.extra_workdays),
      ...(given.holidays ?? []).map((date: string) => [date, []]),
      ...dated(given.overrides),
    ]),
  };
}

const dayOf = (ranges: readonly [string, string][]): Day =>
  ranges.map(([from, to]) => [minutesOf(from), minutesOf(to)] as const);

export function judgeWorkingTime(row: any): Verdict {
  if (!row.calendar) return disagree(`there is no schedule ${row.schedule}`);
  if (row.op === undefined) return judgePauses(row);
  // Where the library counts by the clocks on the wall and not by time as it passes, the file gives both and scores neither.
  if (row.op === 'between' && row.elapsed_minutes !== undefined && row.elapsed_minutes !== row.minutes)
    return skip(`not scored: ${row.note ?? 'two answers are given'}`);
  const [wanted, given] = answer(row);
  return wanted === given ? agree : disagree(`expected ${wanted}, got ${given}`);
}

/** What is expected, and what the calendar says. */
function answer({ op, calendar, start, end, at, minutes, expected }: any): readonly [unknown, unknown] {
  switch (op) {
    case 'add':
      return [sameForm(end), addWorking(calendar, start, minutes)];
    case 'subtract':
      return [sameForm(end), subtractWorking(calendar, start, minutes)];
    case 'between':
      return [Math.round(minutes * MINUTE_MS), workingMs(calendar, start, end)];
    case 'isOpen':
      return [expected, isOpen(calendar, at)];
    case 'nextOpen':
      return [sameForm(expected), nextOpening(calendar, at)];
    default:
      return ['an operation that is known', op];
  }
}

const sameForm = (instant: string) => toInstant(toMs(instant));

/** A target with pauses: the time left at the beginning of each counts on from its end. A clock that stops when it is due is late. */
function judgePauses(row: any): Verdict {
  const { calendar, created, target_minutes: target, pauses, resolved } = row;
  const pausedMs = (until: string) =>
    pauses
      .filter(([from]: [string]) => toMs(from) < toMs(until))
      .reduce((sum: number, [from, to]: [string, string]) => sum + workingMs(calendar, from, earlier(to, until)), 0);
  let due = addWorking(calendar, created, target);
  for (const [from, to] of pauses) {
    const leftMs = workingMs(calendar, from, due);
    if (leftMs > 0) due = addWorking(calendar, to, leftMs / MINUTE_MS);
  }
  const given: Record<string, unknown> = {
    due,
    elapsed_minutes: (workingMs(calendar, created, resolved) - pausedMs(resolved)) / MINUTE_MS,
    paused_minutes: pausedMs(resolved) / MINUTE_MS,
    breached: toMs(resolved) >= toMs(due),
    late_minutes: Math.max(0, workingMs(calendar, due, resolved)) / MINUTE_MS,
  };
  const wrong = Object.keys(given).filter((key) => {
    const wanted = key === 'due' && row.due ? sameForm(row.due) : row[key];
    return wanted !== undefined && wanted !== given[key];
  });
  return wrong.length === 0
    ? agree
    : disagree(wrong.map((key) => `${key} ${given[key]}, expected ${row[key]}`).join('; '));
}

const earlier = (a: string, b: string): string => (toMs(a) < toMs(b) ? a : b);
