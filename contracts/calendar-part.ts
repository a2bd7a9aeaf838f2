/** The shape of working calendars (工作日历) and of holidays, in files of their own or as parts of a policy. */
import * as z from 'zod';
import type { Calendar } from '../core/domain/calendar/calendar.ts';
import type { Day } from '../core/domain/calendar/hours.ts';
import { WEEKDAYS } from '../core/domain/routing/team.ts';
import { isZone } from '../core/domain/routing/zone.ts';
import { date, dates, week } from './calendar-hours.ts';
import { name } from './common.ts';
import { section } from './policy-parts.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A slip in the year would become a list of a million dates. */
const MOST_DAYS_OFF = 366;

const reason = z.string('Name the holiday').min(1);

const dayOff = section({ date, until: date.optional(), name: reason }).superRefine(({ date, until = date }, check) => {
  const refuse = (message: string) => check.addIssue({ code: 'custom', path: ['until'], message });
  if (until < date) refuse(`${until} is before ${date}`);
  if (Date.parse(until) - Date.parse(date) > MOST_DAYS_OFF * DAY_MS)
    refuse(`${until} is more than a year after ${date}`);
});

/** What a holiday notice says. */
const HOLIDAYS = {
  /** Where it was published. */
  source: z.url('Write the address of the notice').optional(),
  /** Closed: one date, or all `until` a last one. */
  daysOff: z.array(dayOff).default([]),
  /** Make-up working days (调休): with the hours of the weekday `as`, else of the first open weekday of the calendar. */
  workingDays: z.array(section({ date, name: reason, as: z.enum(WEEKDAYS).optional() })).default([]),
};

export const holidays = section(HOLIDAYS);
export type Holidays = z.infer<typeof holidays>;
/** By the name under which calendars refer to them, e.g. `cn-2026`. */
export type HolidaysByName = Readonly<Record<string, Holidays>>;

export const holidayFile = section({ name, ...HOLIDAYS });

const { daysOff, workingDays } = HOLIDAYS;

/** A calendar as people write it, with days off and working days of its own beside those of the holidays it names. */
export const calendar = section({
  name,
  zone: z.string().refine(isZone, 'There is no such time zone; write one such as Asia/Shanghai'),
  week,
  holidays: z.array(name).default([]),
  daysOff,
  workingDays,
  /** Hours of single dates, whatever the week and the holidays say. */
  exceptions: dates.default({}),
});
export type CalendarPart = z.infer<typeof calendar>;

/** The calendar with every special date resolved. What was refused by `calendarChecks` is not asked for here. */
export const toCalendar = (part: CalendarPart, known: HolidaysByName): Calendar => {
  const days: Record<string, Day> = {};
  const workday = part.week.find((hours) => hours.length > 0) ?? [];
  for (const given of [...part.holidays.flatMap((each) => namedHolidays(known, each) ?? []), part]) {
    for (const { date, as } of given.workingDays) days[date] = as ? (part.week[WEEKDAYS.indexOf(as)] ?? []) : workday;
    for (const off of given.daysOff) for (const date of datesOf(off)) days[date] = [];
  }
  return { name: part.name, zone: part.zone, week: part.week, days: { ...days, ...part.exceptions } };
};

/** Undefined when there are none of this name. */
export const namedHolidays = (known: HolidaysByName, name: string): Holidays | undefined =>
  Object.hasOwn(known, name) ? known[name] : undefined;

/** Every date from the first to the last. */
export const datesOf = ({ date, until = date }: Holidays['daysOff'][number]): readonly string[] =>
  Array.from({ length: (Date.parse(until) - Date.parse(date)) / DAY_MS + 1 }, (_, index) =>
    new Date(Date.parse(date) + index * DAY_MS).toISOString().slice(0, 10),
  );
