/** What the parts of a calendar file are made of: hours of a day, the days of a week, dates. */
import * as z from 'zod';
import type { Day } from '../core/domain/calendar/hours.ts';
import { WEEKDAYS, type Weekday } from '../core/domain/routing/team.ts';
import { minutesOf } from '../core/domain/routing/zone.ts';

type Range = Day[number];

const DAY_MINUTES = 24 * 60;
/** Longer than any night shift: what ends so soon after the time at which it starts has its ends mixed up. */
const LONGEST_NIGHT = 16 * 60;
const RANGE = /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;
const EXAMPLE = '09:00-18:00, 22:00-06:00 or 00:00-24:00';

const clock = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** As it is written in a file, e.g. `22:00-06:00`. */
export const rangeText = ([from, to]: Range): string => `${clock(from)}-${clock(to)}`;

/** Minutes after midnight of the day on which it starts; more than a day's when it goes over midnight. */
const endOf = ([from, to]: Range): number => (to > from ? to : to + DAY_MINUTES);

const range = z.string(`Write hours such as ${EXAMPLE}`).transform((text, check): Range => {
  const refuse = (message: string): Range => {
    check.addIssue(message);
    return z.NEVER;
  };
  const [, opens, closes] = RANGE.exec(text) ?? [];
  if (opens === undefined || closes === undefined)
    return refuse(`${JSON.stringify(text)} are no hours: write them such as ${EXAMPLE}`);
  const given: Range = [minutesOf(opens), minutesOf(closes)];
  const length = endOf(given) - given[0];
  if (given[0] === given[1]) return refuse(`${text} ends when it starts; a whole day is 00:00-24:00`);
  if (length > LONGEST_NIGHT && given[1] < given[0])
    return refuse(`${text} ends before it starts, and would be longer than 16 h if it went over midnight`);
  return given;
});

/** A list of hours that do not overlap; an empty one is a closed day. */
const day = z
  .array(range, 'Write a list of hours such as [09:00-12:00, 13:00-18:00]; [] is closed')
  .superRefine((ranges, check) => {
    for (const [index, later] of ranges.entries()) {
      const earlier = ranges.slice(0, index).find((other) => later[0] < endOf(other) && other[0] < endOf(later));
      if (earlier)
        check.addIssue({
          code: 'custom',
          path: [index],
          message: `${rangeText(later)} overlaps ${rangeText(earlier)}`,
        });
    }
  });

/** The hours of a day that go on after midnight while the next day has already opened: one range of each. */
export const runsInto = (before: Day, after: Day): readonly [Range, Range] | undefined => {
  const night = before.find((each) => after.some(([from]) => from < endOf(each) - DAY_MINUTES));
  const morning = night && after.find(([from]) => from < endOf(night) - DAY_MINUTES);
  return night && morning && [night, morning];
};

/** `mon`, or `mon-fri` for several; the others are closed. Becomes seven days from Monday to Sunday. */
export const week = z.record(z.string(), day).transform((given, check): readonly Day[] => {
  const days: Partial<Record<Weekday, Day>> = {};
  for (const [key, hours] of Object.entries(given)) {
    const named = weekdaysOf(key);
    const taken = named.find((weekday) => days[weekday]);
    const message = taken
      ? `${taken} has hours already`
      : `There is no day ${key}; write ${WEEKDAYS.join(', ')} or several such as mon-fri`;
    if (taken || named.length === 0) check.addIssue({ code: 'custom', path: [key], message, input: given });
    for (const weekday of named) days[weekday] = hours;
  }
  return WEEKDAYS.map((weekday) => days[weekday] ?? []);
});

const weekdaysOf = (key: string): readonly Weekday[] => {
  const [first, last] = key.split('-', 2).map((name) => WEEKDAYS.indexOf(name as Weekday)) as [number, number?];
  if (first < 0 || last === -1 || key.split('-').length > 2) return [];
  return WEEKDAYS.slice(first, (last ?? first) + 1);
};

export const date = z.iso.date({
  error: ({ input }) => `${JSON.stringify(input)} is no date: write one such as 2026-10-01`,
});

/** Hours by date. */
export const dates = z.record(z.string(), day).superRefine((given, check) => {
  for (const key of Object.keys(given))
    for (const { message } of date.safeParse(key).error?.issues ?? [])
      check.addIssue({ code: 'custom', path: [key], message });
});
