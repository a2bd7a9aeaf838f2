import { describe, expect, it } from 'vitest';
import {
  ALWAYS,
  addWorking,
  addWorkingMs,
  type Calendar,
  dayOf,
  isOpen,
  nextOpening,
  subtractWorking,
  workingMs,
} from '../../core/domain/calendar/calendar.ts';
import type { Day } from '../../core/domain/calendar/hours.ts';
import { MINUTE_MS, toInstant } from '../../core/domain/time.ts';

const WORKDAY: Day = [[540, 1020]]; // 09:00–17:00
const weekOf = (workday: Day, saturday: Day = [], sunday: Day = []): readonly Day[] => [
  ...Array<Day>(5).fill(workday),
  saturday,
  sunday,
];
const calendar = (zone: string, week: readonly Day[], days: Calendar['days'] = {}): Calendar => {
  return { name: 'given', zone, week, days };
};
const beijing = (text: string): string => toInstant(Date.parse(`${text}+08:00`));
const minutes = (given: Calendar, from: string, to: string): number => workingMs(given, from, to) / MINUTE_MS;

describe('a promise over the weekend', () => {
  const office = calendar('Asia/Shanghai', weekOf(WORKDAY), {
    ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [`2026-10-0${day}`, []])),
    '2026-10-10': WORKDAY, // a make-up Saturday
  });

  it('Friday 16:30, one working hour: Monday 9:30', () => {
    expect(addWorking(office, beijing('2026-11-20T16:30:00'), 60)).toBe(beijing('2026-11-23T09:30:00'));
  });

  it('the same into the make-up Saturday of 国庆: Saturday 9:30', () => {
    expect(addWorking(office, beijing('2026-10-09T16:30:00'), 60)).toBe(beijing('2026-10-10T09:30:00'));
  });

  it('the same into the holiday itself: the first day after it', () => {
    expect(addWorking(office, beijing('2026-09-30T16:30:00'), 60)).toBe(beijing('2026-10-08T09:30:00'));
    expect(minutes(office, beijing('2026-09-30T16:30:00'), beijing('2026-10-08T09:30:00'))).toBe(60);
  });

  it('opened at night counts from the next opening, to the millisecond of what was asked', () => {
    expect(addWorking(office, beijing('2026-11-19T22:15:07.250'), 0.5)).toBe(beijing('2026-11-20T09:00:30'));
    expect(addWorkingMs(office, beijing('2026-11-20T10:00:00.001'), 1234)).toBe(beijing('2026-11-20T10:00:01.235'));
  });

  it('what ends with the day is due then, and not the next morning', () => {
    expect(addWorking(office, beijing('2026-11-20T09:00:00'), 480)).toBe(beijing('2026-11-20T17:00:00'));
    expect(addWorking(office, beijing('2026-11-20T17:00:00'), 1)).toBe(beijing('2026-11-23T09:01:00'));
  });

  it('backwards it is the other way round', () => {
    expect(addWorking(office, beijing('2026-11-23T09:30:00'), -60)).toBe(beijing('2026-11-20T16:30:00'));
    expect(subtractWorking(office, beijing('2026-11-23T09:30:00'), 30)).toBe(beijing('2026-11-23T09:00:00'));
    expect(subtractWorking(office, beijing('2026-11-22T12:00:00'), 0)).toBe(beijing('2026-11-20T17:00:00'));
    expect(subtractWorking(office, beijing('2026-11-20T16:30:00'), -60)).toBe(beijing('2026-11-23T09:30:00'));
  });

  it('is open from the first instant of its hours until the last, which is not part of them', () => {
    const day = (time: string) => isOpen(office, beijing(`2026-11-20T${time}`));
    expect(['08:59:59.999', '09:00:00', '16:59:59.999', '17:00:00'].map(day)).toEqual([false, true, true, false]);
  });

  it('says what starts on a date', () => {
    expect(['2026-10-01', '2026-10-10', '2026-10-17', '2026-10-19'].map((date) => dayOf(office, date))).toEqual([
      [],
      WORKDAY,
      [],
      WORKDAY,
    ]);
  });
});

describe('a night', () => {
  const nights = calendar('UTC', weekOf([[1320, 360]]), { '2026-11-18': [] });

  it('belongs to the day on which it starts: a holiday closes what starts on it, not what ends', () => {
    // Tuesday's night ends on the holiday; the next one starts the day after.
    expect(isOpen(nights, '2026-11-18T05:59:59.999Z')).toBe(true);
    expect(nextOpening(nights, '2026-11-18T06:00:00.000Z')).toBe('2026-11-19T22:00:00.000Z');
    expect(addWorking(nights, '2026-11-18T05:00:00.000Z', 120)).toBe('2026-11-19T23:00:00.000Z');
  });

  it('of Friday ends on Saturday, and goes over the end of a year', () => {
    expect(minutes(nights, '2026-11-20T12:00:00.000Z', '2026-11-23T12:00:00.000Z')).toBe(480);
    expect(minutes(nights, '2026-12-31T12:00:00.000Z', '2027-01-01T12:00:00.000Z')).toBe(480);
    expect(addWorking(nights, '2026-12-31T22:00:00.000Z', 480)).toBe('2027-01-01T06:00:00.000Z');
    expect(addWorking(nights, '2027-01-01T06:00:00.000Z', -480)).toBe('2026-12-31T22:00:00.000Z');
  });
});

describe('days on which the clocks change', () => {
  const sundays = (zone: string, ...ranges: Day) => calendar(zone, weekOf([], [], ranges));

  it.each([
    ['25 hours', 'Europe/Paris', '2026-10-25', [[0, 1440]], 1500],
    ['23 hours', 'Europe/Paris', '2026-03-29', [[0, 1440]], 1380],
    ['half an hour more', 'Australia/Lord_Howe', '2026-04-05', [[0, 1440]], 1470],
    ['half an hour less', 'Australia/Lord_Howe', '2026-10-04', [[0, 1440]], 1410],
    ['a change at midnight', 'America/Santiago', '2026-09-06', [[0, 1440]], 1380],
    ['an opening that is skipped', 'America/Los_Angeles', '2026-03-08', [[150, 195]], 15], // 02:30–03:15
    ['a closing that is skipped', 'America/Los_Angeles', '2026-03-08', [[60, 150]], 60], // 01:00–02:30
    ['hours that are skipped', 'America/Los_Angeles', '2026-03-08', [[130, 170]], 0],
    ['hours that come twice', 'America/Los_Angeles', '2026-11-01', [[75, 105]], 90], // 01:15–01:45, and an hour between
    ['hours around them', 'America/Los_Angeles', '2026-11-01', [[540, 1020]], 480],
  ] as const)('%s: %s on %s', (_, zone, date, ranges, expected) => {
    const around = [-1, 2].map((days) => toInstant(Date.parse(date) + days * 24 * 60 * MINUTE_MS)) as [string, string];
    expect(minutes(sundays(zone, ...ranges), ...around)).toBe(expected);
  });

  it('ranges that only the repeated hour makes meet are not counted twice', () => {
    // 00:30–01:15 closes at the second 01:15, after 01:30–02:00 has opened at the first 01:30.
    const given = sundays('America/Los_Angeles', [30, 75], [90, 120]);
    expect(minutes(given, '2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z')).toBe(150);
  });
});

describe('a calendar that leads nowhere', () => {
  const closed = calendar('UTC', weekOf([]), { '2026-01-05': WORKDAY });

  it('refuses to add what never comes', () => {
    expect(addWorking(closed, '2026-01-05T16:00:00.000Z', 60)).toBe('2026-01-05T17:00:00.000Z');
    const never = 'The calendar given is not open in the 2 years';
    expect(() => addWorking(closed, '2026-01-05T16:00:00.000Z', 61)).toThrow(`${never} after 2026.`);
    expect(() => nextOpening(closed, '2026-01-06T00:00:00.000Z')).toThrow(`${never} after 2026.`);
    expect(() => addWorking(closed, '2026-01-05T10:00:00.000Z', -61)).toThrow(`${never} before 2026.`);
    expect(() => subtractWorking(closed, '2026-01-05T08:00:00.000Z', 0)).toThrow(`${never} before 2026.`);
  });

  it('refuses a time that is none, or longer than a century', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, 60e6])
      expect(() => addWorking(ALWAYS, '2026-01-05T16:00:00.000Z', bad)).toThrow(RangeError);
  });

  it('refuses a zone that does not exist', () => {
    expect(() => isOpen(calendar('Asia/Nowhere', weekOf(WORKDAY)), '2026-01-05T16:00:00.000Z')).toThrow(RangeError);
  });
});
