/** Arbitrary calendars and instants, and zones whose clocks change at different hours and by different amounts. */

import type { Calendar } from '../../core/domain/calendar/calendar.ts';
import type { Day } from '../../core/domain/calendar/hours.ts';
import { toInstant } from '../../core/domain/time.ts';
import fc from '../support/properties.ts';

/** Days on which the clocks of a zone change, and one on which they do not. */
export const CHANGES: readonly (readonly [zone: string, date: string])[] = [
  ['Europe/Paris', '2026-03-29'],
  ['Europe/Paris', '2026-10-25'],
  ['America/Los_Angeles', '2026-03-08'],
  ['America/Los_Angeles', '2026-11-01'],
  ['America/Santiago', '2026-04-05'], // at midnight
  ['America/Santiago', '2026-09-06'],
  ['Australia/Lord_Howe', '2026-04-05'], // by half an hour
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Africa/Casablanca', '2026-02-15'], // Ramadan
  ['Africa/Casablanca', '2026-03-22'],
  ['Pacific/Apia', '2011-12-30'], // a date that never was
  ['America/New_York', '2026-12-31'],
  ['Asia/Shanghai', '2026-12-31'],
];

// Most of them where clocks change.
const minute = fc.oneof(
  fc.integer({ min: 0, max: 288 }).map((fives) => fives * 5),
  fc.integer({ min: 0, max: 4 * 60 }),
  fc.constantFrom(0, 60, 90, 120, 150, 180, 1380, 1440),
);

const ranges: fc.Arbitrary<Day> = fc.uniqueArray(minute, { maxLength: 6 }).map((times) => {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted.flatMap((from, at) =>
    at % 2 === 0 && at + 1 < sorted.length ? [[from, sorted[at + 1]!] as const] : [],
  );
});
const night: fc.Arbitrary<Day> = fc
  .tuple(fc.integer({ min: 720, max: 1439 }), fc.integer({ min: 0, max: 420 }))
  .map((range) => [range]);
const day: fc.Arbitrary<Day> = fc.oneof(
  { arbitrary: ranges, weight: 4 },
  { arbitrary: night, weight: 1 },
  { arbitrary: fc.constant<Day>([[0, 1440]]), weight: 1 },
);

/** A calendar of the zone that is open on some weekday; the given dates may have hours of their own. */
export const calendarIn = (zone: string, dates: readonly string[] = []): fc.Arbitrary<Calendar> =>
  fc
    .record({
      name: fc.constant('any'),
      zone: fc.constant(zone),
      week: fc.array(day, { minLength: 7, maxLength: 7 }).filter((week) => week.some(({ length }) => length > 0)),
      days: dates.length > 0 ? fc.dictionary(fc.constantFrom(...dates), day) : fc.constant({}),
    })
    .map((calendar) => ({ ...calendar, days: { ...calendar.days } }));

export const calendar = fc
  .constantFrom(...new Set(CHANGES.map(([zone]) => zone)))
  .chain((zone) => calendarIn(zone, ['2026-06-30', '2026-12-31', '2027-01-01']));

/** To the millisecond, in the year around the turn of 2026. */
export const instant = fc
  .integer({ min: Date.parse('2026-06-01T00:00:00Z'), max: Date.parse('2027-06-01T00:00:00Z') })
  .map(toInstant);
