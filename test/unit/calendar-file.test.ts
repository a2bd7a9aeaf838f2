import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { calendarChecks, holidayChecks } from '../../contracts/calendar-checks.ts';
import { parseCalendar, parseHolidays } from '../../contracts/calendar-file.ts';
import { calendar, holidays as holidaySet, toCalendar } from '../../contracts/calendar-part.ts';
import { PolicyError } from '../../contracts/yaml-document.ts';
import { dayOf } from '../../core/domain/calendar/calendar.ts';

const HOLIDAYS = `
name: cn-2026
source: https://www.example.org/notice
daysOff:
  - { date: 2026-10-01, until: 2026-10-03, name: 国庆节 }
workingDays:
  - { date: 2026-10-10, name: 国庆节 }
  - { date: 2026-09-20, name: 国庆节, as: fri }
`;
const holidays = parseHolidays(HOLIDAYS, 'cn-2026.yaml');

const calendarText = (more: Partial<Record<'zone' | 'week' | 'holidays' | 'rest', string>> = {}): string => `name: desk
zone: ${more.zone ?? 'Asia/Shanghai'}
week: ${more.week ?? '{ tue-thu: [09:00-12:00, 13:00-18:00], fri: [22:00-06:00] }'}
holidays: ${more.holidays ?? '[cn-2026]'}
${more.rest ?? ''}
`;
const parse = (text: string) => parseCalendar(text, 'desk.yaml', holidays);

const refusal = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.message;
  }
  return '';
};
const refused = (more: Parameters<typeof calendarText>[0]) => refusal(() => parse(calendarText(more)));

const WORKDAY = [
  [540, 720],
  [780, 1080],
];
const NIGHT = [[1320, 360]];

describe('a calendar file', () => {
  it('names days one by one or several at once; the others are closed', () => {
    expect(parse(calendarText())).toMatchObject({
      name: 'desk',
      zone: 'Asia/Shanghai',
      week: [[], WORKDAY, WORKDAY, WORKDAY, NIGHT, [], []],
    });
    expect(parse(calendarText({ week: '{ mon-sun: [00:00-24:00] }' })).week).toEqual(Array(7).fill([[0, 1440]]));
  });

  it('closes days off; make-up days have the hours of the weekday they name, or of the first one that is open', () => {
    expect(parse(calendarText()).days).toEqual({
      '2026-10-01': [],
      '2026-10-02': [],
      '2026-10-03': [],
      '2026-10-10': WORKDAY,
      '2026-09-20': NIGHT,
    });
  });

  it('has days of its own, and exceptions that go before everything', () => {
    const calendar = parse(
      calendarText({
        rest: `daysOff: [{ date: 2026-05-20, name: 公司周年 }]
workingDays: [{ date: 2026-05-23, name: 公司周年 }]
exceptions: { 2026-10-02: [10:00-16:00], 2026-10-10: [], 2026-11-11: [00:00-24:00] }`,
      }),
    );
    const on = (date: string) => dayOf(calendar, date);
    expect(['2026-05-20', '2026-05-23', '2026-10-01', '2026-10-02', '2026-10-10', '2026-11-11'].map(on)).toEqual([
      [],
      WORKDAY,
      [],
      [[600, 960]],
      [],
      [[0, 1440]],
    ]);
  });

  it('may name a day off that other holidays have too', () => {
    expect(refused({ rest: 'daysOff: [{ date: 2026-10-01, name: 公司周年 }]' })).toBe('');
  });
});

describe('refuses with file, line, path and reason', () => {
  const HOURS = 'write them such as 09:00-18:00, 22:00-06:00 or 00:00-24:00';

  it.each([
    [
      'an unknown zone',
      { zone: 'Asia/Nowhere' },
      '2 zone: There is no such time zone; write one such as Asia/Shanghai',
    ],
    [
      'hours that no clock shows',
      { week: '{ mon: [25:00-26:00] }' },
      `3 week.mon[0]: "25:00-26:00" are no hours: ${HOURS}`,
    ],
    [
      'hours that are no text',
      { week: '{ mon: [9] }' },
      '3 week.mon[0]: Write hours such as 09:00-18:00, 22:00-06:00 or 00:00-24:00',
    ],
    [
      'a start at the end of the day',
      { week: '{ mon: [24:00-06:00] }' },
      `3 week.mon[0]: "24:00-06:00" are no hours: ${HOURS}`,
    ],
    [
      'a range without length',
      { week: '{ mon: [09:00-09:00] }' },
      '3 week.mon[0]: 09:00-09:00 ends when it starts; a whole day is 00:00-24:00',
    ],
    [
      'a range that ends before it starts',
      { week: '{ mon: [13:00-12:00] }' },
      '3 week.mon[0]: 13:00-12:00 ends before it starts, and would be longer than 16 h if it went over midnight',
    ],
    [
      'overlapping ranges',
      { week: '{ mon: [13:00-18:00, 09:00-14:00] }' },
      '3 week.mon[1]: 09:00-14:00 overlaps 13:00-18:00',
    ],
    [
      'a night over a range of its day',
      { week: '{ mon: [22:00-06:00, 23:00-24:00] }' },
      '3 week.mon[1]: 23:00-24:00 overlaps 22:00-06:00',
    ],
    [
      'a night into the next day',
      { week: '{ mon: [22:00-06:00], tue: [05:00-12:00] }' },
      '3 week: mon 22:00-06:00 overlaps tue 05:00-12:00',
    ],
    [
      'a night into the next week',
      { week: '{ sun: [22:00-06:00], mon: [05:00-12:00] }' },
      '3 week: sun 22:00-06:00 overlaps mon 05:00-12:00',
    ],
    ['a week that is never open', { week: '{ mon-sun: [] }' }, '3 week: The calendar is never open'],
    ['a day twice', { week: '{ mon-fri: [09:00-12:00], fri: [] }' }, '3 week.fri: fri has hours already'],
    [
      'a day that does not exist',
      { week: '{ mon-fr: [] }' },
      '3 week.mon-fr: There is no day mon-fr; write mon, tue, wed, thu, fri, sat, sun or several such as mon-fri',
    ],
    [
      'an unknown holiday file',
      { holidays: '[cn-2031]' },
      '4 holidays[0]: There are no holidays cn-2031; there are cn-2026',
    ],
    [
      'a holiday file twice',
      { holidays: '[cn-2026, cn-2026]' },
      '4 holidays[1]: The holidays cn-2026 stand here twice',
    ],
    [
      'a date that does not exist',
      { rest: 'daysOff: [{ date: 2026-02-29, name: x }]' },
      '5 daysOff[0].date: "2026-02-29" is no date: write one such as 2026-10-01',
    ],
    [
      'an exception on no date',
      { rest: 'exceptions: { 2026-13-01: [] }' },
      '5 exceptions.2026-13-01: "2026-13-01" is no date: write one such as 2026-10-01',
    ],
    [
      'a working day that is a holiday',
      { rest: 'workingDays: [{ date: 2026-10-01, name: x }]' },
      '5 workingDays[0].date: 2026-10-01 is a day off in cn-2026 and a working day in this calendar',
    ],
    [
      'a working day with the hours of two weekdays',
      { rest: 'workingDays: [{ date: 2026-11-07, name: x, as: tue }, { date: 2026-11-07, name: x, as: fri }]' },
      '5 workingDays[1].date: 2026-11-07 is a working day as tue and a working day as fri',
    ],
    [
      'a working day with the hours of a closed weekday',
      { rest: 'workingDays: [{ date: 2026-11-07, name: x, as: sat }]' },
      '5 workingDays[0].as: The calendar is closed on sat',
    ],
    [
      'an exception into which a night runs',
      { rest: 'exceptions: { 2026-11-14: [05:00-09:00] }' },
      '5 exceptions.2026-11-14: 2026-11-13 22:00-06:00 overlaps 2026-11-14 05:00-09:00',
    ],
    [
      'an exception that runs into the next day',
      { rest: 'exceptions: { 2026-11-10: [20:00-10:00] }' },
      '5 exceptions.2026-11-10: 2026-11-10 20:00-10:00 overlaps 2026-11-11 09:00-12:00',
    ],
    ['an exception twice', { rest: 'exceptions: { 2026-11-10: [], 2026-11-10: [] }' }, '5 Map keys must be unique'],
    [
      'what is not YAML',
      { week: '[' },
      '4 Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
  ])('%s', (_, more, message) => {
    expect(refused(more)).toBe(`desk.yaml:${message}`);
  });

  it('everything that is wrong at once', () => {
    expect(refused({ zone: 'Nowhere', week: '{ mon: [1:00-2:00] }', rest: 'hours: 1' }).split('\n')).toEqual([
      'desk.yaml:2 zone: There is no such time zone; write one such as Asia/Shanghai',
      `desk.yaml:3 week.mon[0]: "1:00-2:00" are no hours: ${HOURS}`,
      'desk.yaml:5 hours: There is no hours here; allowed are name, zone, week, holidays, daysOff, workingDays, exceptions',
    ]);
  });
});

describe('a holiday file', () => {
  const refusedHolidays = (daysOff: string, workingDays = '[]') =>
    refusal(() => parseHolidays(`name: cn-2027\ndaysOff: ${daysOff}\nworkingDays: ${workingDays}\n`, 'cn-2027.yaml'));

  it.each([
    [
      'what is not YAML',
      '[{ date',
      '[]',
      '3 Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    [
      'a date that does not exist',
      '[{ date: 2027-02-30, name: 春节 }]',
      '[]',
      '2 daysOff[0].date: "2027-02-30" is no date: write one such as 2026-10-01',
    ],
    ['a date without a name', '[{ date: 2027-02-03 }]', '[]', '2 daysOff[0].name: Name the holiday'],
    [
      'the same date twice',
      '[{ date: 2027-01-01, until: 2027-01-03, name: a }, { date: 2027-01-02, name: b }]',
      '[]',
      '2 daysOff[1].date: 2027-01-02 stands here twice',
    ],
    [
      'a date with two meanings',
      '[{ date: 2027-01-01, name: a }]',
      '[{ date: 2027-01-01, name: a }]',
      '3 workingDays[0].date: 2027-01-01 is a day off and a working day',
    ],
    [
      'days that end before they begin',
      '[{ date: 2027-10-07, until: 2027-10-01, name: a }]',
      '[]',
      '2 daysOff[0].until: 2027-10-01 is before 2027-10-07',
    ],
    [
      'a slip in the year',
      '[{ date: 2027-10-01, until: 3027-10-07, name: a }]',
      '[]',
      '2 daysOff[0].until: 3027-10-07 is more than a year after 2027-10-01',
    ],
  ])('refuses %s', (_, daysOff, workingDays, message) => {
    expect(refusedHolidays(daysOff, workingDays)).toContain(`cn-2027.yaml:${message}`);
  });
});

describe('calendars and holidays as parts of a larger file', () => {
  const part = z.strictObject({
    holidays: z.record(z.string(), holidaySet).default({}),
    calendars: z.array(calendar),
  });
  const desk = {
    name: 'desk',
    zone: 'Asia/Shanghai',
    week: { mon: ['09:00-18:00'] },
    holidays: ['cn-2026', 'company'],
  };
  const company = { daysOff: [{ date: '2026-11-23', name: '公司周年' }] };

  it('know the holidays of the file beside those that lie elsewhere', () => {
    const { holidays: own, calendars } = part.parse({ holidays: { company }, calendars: [desk] });
    const known = { ...holidays, ...own };
    expect(calendars.flatMap((each) => calendarChecks(each, known))).toEqual([]);
    const { days } = toCalendar(calendars[0]!, known);
    expect([days['2026-10-01'], days['2026-11-23']]).toEqual([[], []]);
  });

  it('refuses holidays that are in neither, with the path within the calendar', () => {
    const { holidays: own, calendars } = part.parse({ calendars: [desk] });
    expect(calendars.flatMap((each) => calendarChecks(each, { ...holidays, ...own }))).toEqual([
      { path: ['holidays', 1], message: 'There are no holidays company; there are cn-2026' },
    ]);
    const twice = holidaySet.parse({ daysOff: [...company.daysOff, ...company.daysOff] });
    expect(holidayChecks(twice).map(({ path }) => path)).toEqual([['daysOff', 1, 'date']]);
  });
});
