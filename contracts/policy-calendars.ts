/**
 * The calendars of a policy: written out in it, or named as one of those that come with the desk (policies/calendars). Those
 * are carried as JSON beside this file, because a policy is also read where no files are.
 */
import * as z from 'zod';
import { ALWAYS, type Calendar } from '../core/domain/calendar/calendar.ts';
import { calendarChecks, holidayChecks } from './calendar-checks.ts';
import {
  type CalendarPart,
  calendar,
  type HolidaysByName,
  holidayFile,
  holidays,
  toCalendar,
} from './calendar-part.ts';
import { name } from './common.ts';
import { duplicates, type Finding } from './findings.ts';
import { shortOrLong } from './policy-parts.ts';
import shippedFiles from './shipped-calendars.json' with { type: 'json' };

const CALENDAR = 'Write a calendar, or the name of one that comes with the desk, such as office';
export const calendars = z.array(shortOrLong<string, CalendarPart>(z.string(CALENDAR), calendar)).default([]);
/** Days off and working days by name, beside or instead of those that come with the desk. */
export const holidaySets = z.record(z.string(), holidays).default({});

interface Given {
  readonly calendars?: readonly (string | CalendarPart)[];
  readonly holidays?: HolidaysByName;
}

const shippedCalendars: readonly CalendarPart[] = z.array(calendar).parse(shippedFiles.calendars);
const shippedHolidays: HolidaysByName = Object.fromEntries(
  z
    .array(holidayFile)
    .parse(shippedFiles.holidays)
    .map(({ name, ...days }) => [name, days]),
);

/** What is published after the desk was built, or corrected, goes before what came with it. */
const known = ({ holidays = {} }: Given): HolidaysByName => ({ ...shippedHolidays, ...holidays });

const partOf = (given: string | CalendarPart): CalendarPart | undefined =>
  typeof given === 'string' ? shippedCalendars.find((each) => each.name === given) : given;

/** By name; `always` is one of them. */
export const toCalendars = (file: Given): Readonly<Record<string, Calendar>> => ({
  always: ALWAYS,
  ...Object.fromEntries(
    (file.calendars ?? []).flatMap((given) => {
      const part = partOf(given);
      return part ? [[part.name, toCalendar(part, known(file))]] : [];
    }),
  ),
});

/** Those that targets may name; undefined when the list itself is wrong. */
export const calendarNames = ({ calendars }: Given): readonly { readonly name: string }[] | undefined =>
  calendars && [ALWAYS, ...calendars.map((each) => ({ name: typeof each === 'string' ? each : each.name }))];

const under = (path: Finding['path'], findings: readonly Finding[]): Finding[] =>
  findings.map((finding) => ({ ...finding, path: [...path, ...finding.path] }));

export const policyCalendarChecks = (file: Given): readonly Finding[] => {
  const { calendars = [], holidays = {} } = file;
  const named = calendars.map((each) => ({ name: typeof each === 'string' ? each : each.name }));
  return [
    ...Object.entries(holidays).flatMap(([key, days]) => [
      ...(name.safeParse(key).success
        ? []
        : [{ path: ['holidays', key], message: 'A name is lower-case letters, digits and hyphens' }]),
      ...under(['holidays', key], holidayChecks(days)),
    ]),
    ...duplicates(['calendars'], named),
    ...calendars.flatMap((given, index) => {
      const path = ['calendars', index];
      const part = partOf(given);
      if (!part) {
        const there = shippedCalendars.map((each) => each.name).join(', ');
        return [{ path, message: `No calendar ${given} comes with the desk; there are ${there}` }];
      }
      if (part.name === ALWAYS.name)
        return [{ path, message: `${ALWAYS.name} is open at any time and there already: choose another name` }];
      return under(path, calendarChecks(part, known(file)));
    }),
  ];
};
