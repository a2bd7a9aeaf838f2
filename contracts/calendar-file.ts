/** Reads calendars and holidays that lie in files of their own. */
import type * as z from 'zod';
import type { Calendar } from '../core/domain/calendar/calendar.ts';
import { calendarChecks, holidayChecks } from './calendar-checks.ts';
import { calendar, type HolidaysByName, holidayFile, toCalendar } from './calendar-part.ts';
import type { Finding } from './findings.ts';
import { findingsOf, readDocument } from './yaml-document.ts';

/**
 * A calendar file (YAML); `file` is its name in messages, `known` are the holidays that it may name. Throws PolicyError with
 * everything that is wrong.
 *
 * Example: `parseCalendar(text, 'policies/calendars/office.yaml', parseHolidays(other, 'policies/calendars/holidays/cn-2026.yaml'))`
 */
export const parseCalendar = (text: string, file: string, known: HolidaysByName = {}): Calendar =>
  toCalendar(
    read(text, file, calendar, (part) => calendarChecks(part, known)),
    known,
  );

/** A holiday file under its name; those of several files are spread into one object. Throws PolicyError. */
export const parseHolidays = (text: string, file: string): HolidaysByName => {
  const { name, ...holidays } = read(text, file, holidayFile, holidayChecks);
  return { [name]: holidays };
};

const read = <T>(text: string, file: string, shape: z.ZodType<T>, checks: (part: T) => readonly Finding[]): T => {
  const { content, refuse } = readDocument(text, file);
  const parsed = shape.safeParse(content);
  const findings = parsed.success ? checks(parsed.data) : parsed.error.issues.flatMap(findingsOf);
  if (parsed.success && findings.length === 0) return parsed.data;
  throw refuse(findings);
};
