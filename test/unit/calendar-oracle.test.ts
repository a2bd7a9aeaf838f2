/** Calendars against a walk minute by minute, by the clocks as the platform writes them, over days on which they change. */

import { describe, expect, it } from 'vitest';
import { addWorkingMs, type Calendar, isOpen, nextOpening, workingMs } from '../../core/domain/calendar/calendar.ts';
import { WEEKDAYS } from '../../core/domain/routing/team.ts';
import { dateAfter, dateBefore, weekdayOf } from '../../core/domain/routing/zone.ts';
import { MINUTE_MS, toInstant } from '../../core/domain/time.ts';
import fc from '../support/properties.ts';
import { CHANGES, calendarIn } from './any-calendar.ts';

const DAY = 24 * 60;
/** Days before and after the change that are walked, and those that are compared. */
const WALKED = 5;
const COMPARED = 2;

/** What the clocks show in every minute of the walk, e.g. `2026-03-29 03:00`, and when they show it first and last. */
const walkOf = (zone: string, date: string) => {
  const begin = Date.parse(date) - WALKED * DAY * MINUTE_MS;
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const shown = Array.from({ length: 2 * WALKED * DAY }, (_, at) => format.format(begin + at * MINUTE_MS));
  const first = new Map(shown.map((text, at) => [text, at] as const).toReversed());
  const last = new Map(shown.map((text, at) => [text, at] as const));
  return { begin, shown, first, last };
};
type Walk = ReturnType<typeof walkOf>;

const reading = (date: string, minutes: number): string => {
  const time = minutes % DAY;
  const on = minutes < DAY ? date : dateAfter(date);
  return `${on} ${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}`;
};

/** Which minutes of the walk are open. */
const openMinutes = ({ week, days }: Calendar, dates: readonly string[], { shown, first, last }: Walk): boolean[] => {
  const open = shown.map(() => false);
  const after = (wanted: string) => (shown.at(-1)! < wanted ? shown.length : shown.findIndex((text) => text > wanted));
  for (const date of dates)
    for (const [from, to] of days[date] ?? week[WEEKDAYS.indexOf(weekdayOf(date))]!) {
      const [opens, closes] = [reading(date, from), reading(date, to > from ? to : to + DAY)];
      const start = first.get(opens) ?? after(opens);
      const end = last.get(closes) ?? after(closes);
      if (end > start) open.fill(true, start, end);
    }
  return open;
};

const datesAround = (date: string): readonly string[] => {
  let first = date;
  for (let days = 0; days < WALKED; days += 1) first = dateBefore(first);
  const dates = [first];
  while (dates.length < 2 * WALKED) dates.push(dateAfter(dates.at(-1)!));
  return dates;
};

describe.each(CHANGES)('%s around %s', (zone, date) => {
  const walk = walkOf(zone, date);
  const { begin, shown } = walk;
  const dates = datesAround(date);
  const at = (minute: number, ms = 0) => toInstant(begin + minute * MINUTE_MS + ms);
  const [first, end] = [(WALKED - COMPARED) * DAY, (WALKED + COMPARED) * DAY];
  const minute = fc.integer({ min: first, max: end - 1 });
  const within = fc.integer({ min: 0, max: MINUTE_MS - 1 });

  it('is open in exactly the minutes of the walk', () => {
    fc.assert(
      fc.property(calendarIn(zone, dates), (calendar) => {
        const open = openMinutes(calendar, dates, walk);
        const wrong: string[] = [];
        for (let index = first; index < end; index += 1)
          if (isOpen(calendar, at(index)) !== open[index] || isOpen(calendar, at(index, MINUTE_MS - 1)) !== open[index])
            wrong.push(shown[index]!);
        expect(wrong).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('counts the open minutes between two instants, finds the next opening and adds what was counted', () => {
    fc.assert(
      fc.property(calendarIn(zone, dates), minute, minute, within, within, (calendar, a, b, msA, msB) => {
        const open = openMinutes(calendar, dates, walk);
        const [from, to] = a <= b ? [a, b] : [b, a];
        fc.pre(from < to);
        const whole = open.slice(from, to).filter(Boolean).length * MINUTE_MS;
        const counted = whole - (open[from] ? msA : 0) + (open[to] ? msB : 0);
        expect(workingMs(calendar, at(from, msA), at(to, msB))).toBe(counted);

        const next = open.indexOf(true, from);
        if (next >= 0 && next < end)
          expect(nextOpening(calendar, at(from, msA))).toBe(next === from ? at(from, msA) : at(next));

        // The due time is the end of the last open minute that is needed.
        const due = open[to] && msB > 0 ? at(to, msB) : at(open.lastIndexOf(true, to - 1) + 1);
        if (counted > 0) expect(addWorkingMs(calendar, at(from, msA), counted)).toBe(due);
      }),
      { numRuns: 40 },
    );
  });
});
