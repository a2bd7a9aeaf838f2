/** Where calendars and holidays contradict themselves or each other. Paths begin at the calendar, or at the holidays. */
import { dayOf } from '../core/domain/calendar/calendar.ts';
import { WEEKDAYS } from '../core/domain/routing/team.ts';
import { dateAfter, dateBefore } from '../core/domain/routing/zone.ts';
import { rangeText, runsInto } from './calendar-hours.ts';
import {
  type CalendarPart,
  datesOf,
  type Holidays,
  type HolidaysByName,
  namedHolidays,
  toCalendar,
} from './calendar-part.ts';
import type { Finding } from './findings.ts';

/** `known` are the holidays that a calendar may name. */
export const calendarChecks = (part: CalendarPart, known: HolidaysByName): readonly Finding[] => [
  ...neverOpen(part),
  ...nights(part),
  ...closedWorkdays(part),
  ...unknownHolidays(part, known),
  ...holidayChecks(part),
  ...betweenHolidays(part, known),
  ...exceptions(part, known),
];

/** Dates that stand there twice, with the same meaning or with another. */
export const holidayChecks = (given: Days): readonly Finding[] => {
  const seen = new Map<string, string>();
  return meanings(given).flatMap(({ date, meaning, path }) => {
    const before = seen.get(date);
    seen.set(date, before ?? meaning);
    if (before === undefined) return [];
    const message = before === meaning ? `${date} stands here twice` : `${date} is ${before} and ${meaning}`;
    return [{ path, message }];
  });
};

type Days = Pick<Holidays, 'daysOff' | 'workingDays'>;

interface Meaning {
  readonly date: string;
  readonly meaning: string;
  readonly path: Finding['path'];
}

const meanings = ({ daysOff, workingDays }: Days): readonly Meaning[] => [
  ...daysOff.flatMap((off, index) =>
    datesOf(off).map((date) => ({ date, meaning: 'a day off', path: ['daysOff', index, 'date'] })),
  ),
  ...workingDays.map(({ date, as }, index) => ({
    date,
    meaning: as ? `a working day as ${as}` : 'a working day',
    path: ['workingDays', index, 'date'],
  })),
];

const neverOpen = ({ week }: CalendarPart): Finding[] =>
  week.every((day) => day.length === 0) ? [{ path: ['week'], message: 'The calendar is never open' }] : [];

const nights = ({ week }: CalendarPart): Finding[] =>
  week.flatMap((day, index) => {
    const next = (index + 1) % 7;
    const clash = runsInto(day, week[next] ?? []);
    const [night, morning] = clash?.map(rangeText) ?? [];
    return clash
      ? [{ path: ['week'], message: `${WEEKDAYS[index]} ${night} overlaps ${WEEKDAYS[next]} ${morning}` }]
      : [];
  });

const closedWorkdays = ({ week, workingDays }: CalendarPart): Finding[] =>
  workingDays.flatMap(({ as }, index) =>
    as && week[WEEKDAYS.indexOf(as)]?.length === 0
      ? [{ path: ['workingDays', index, 'as'], message: `The calendar is closed on ${as}` }]
      : [],
  );

const unknownHolidays = ({ holidays }: CalendarPart, known: HolidaysByName): Finding[] =>
  holidays.flatMap((name, index) => {
    const path = ['holidays', index];
    if (holidays.indexOf(name) < index) return [{ path, message: `The holidays ${name} stand here twice` }];
    const there = Object.keys(known).join(', ') || 'none';
    return namedHolidays(known, name) ? [] : [{ path, message: `There are no holidays ${name}; there are ${there}` }];
  });

/** The same date may be off in two lists, but not off in one and worked in the other. */
const betweenHolidays = (part: CalendarPart, known: HolidaysByName): Finding[] => {
  const seen = new Map<string, { meaning: string; where: string }>();
  const compare = (given: readonly Meaning[], where: string): Finding[] => {
    const clashes = given.flatMap(({ date, meaning, path }) => {
      const before = seen.get(date);
      return before && before.meaning !== meaning
        ? [{ path, message: `${date} is ${before.meaning} in ${before.where} and ${meaning} in ${where}` }]
        : [];
    });
    for (const { date, meaning } of given) if (!seen.has(date)) seen.set(date, { meaning, where });
    return clashes;
  };
  return [
    ...part.holidays.flatMap((name, index) => {
      const named = namedHolidays(known, name);
      return named
        ? compare(
            meanings(named).map((each) => ({ ...each, path: ['holidays', index] })),
            name,
          )
        : [];
    }),
    ...compare(meanings(part), 'this calendar'),
  ];
};

const exceptions = (part: CalendarPart, known: HolidaysByName): Finding[] => {
  const calendar = toCalendar(part, known);
  const clash = (first: string, second: string, at: string): Finding[] => {
    const [night, morning] = runsInto(dayOf(calendar, first), dayOf(calendar, second))?.map(rangeText) ?? [];
    return night ? [{ path: ['exceptions', at], message: `${first} ${night} overlaps ${second} ${morning}` }] : [];
  };
  return Object.keys(part.exceptions).flatMap((date) => [
    ...clash(dateBefore(date), date, date),
    // When the next day is an exception too, it tells of this one.
    ...(Object.hasOwn(part.exceptions, dateAfter(date)) ? [] : clash(date, dateAfter(date), date)),
  ]);
};
