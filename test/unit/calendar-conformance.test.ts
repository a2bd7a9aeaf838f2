import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCalendar, parseHolidays } from '../../contracts/calendar-file.ts';
import type { HolidaysByName } from '../../contracts/calendar-part.ts';
import { dayOf } from '../../core/domain/calendar/calendar.ts';
import { judgeWorkingTime, workingTimeCases } from '../conformance/working-time.ts';

const FOLDER = new URL('../../../shared/conformance/', import.meta.url);
const CALENDARS = new URL('../../policies/calendars/', import.meta.url);

const fileOf = (name: string): URL => {
  const file = new URL(name, FOLDER);
  if (!existsSync(file)) console.log(`${name}: skipped, there is no ${file.pathname}`);
  return file;
};
const text = (file: URL): string => readFileSync(file, 'utf8');

const CASES = fileOf('sla-cases.json');
const CHINA = fileOf('calendar-cn.json');

const holidayFiles = readdirSync(new URL('holidays/', CALENDARS));
const holidays: HolidaysByName = Object.assign(
  {},
  ...holidayFiles.map((name) => parseHolidays(text(new URL(`holidays/${name}`, CALENDARS)), name)),
);
const office = parseCalendar(text(new URL('office.yaml', CALENDARS)), 'office.yaml', holidays);

describe('working time', () => {
  it.skipIf(!existsSync(CASES))('agrees with every case of other calendars that is scored', () => {
    const rows = workingTimeCases(text(CASES));
    const verdicts = rows.map((row) => ({ id: row.id, ...judgeWorkingTime(row) }));
    const of = (kind: string) => verdicts.filter((verdict) => verdict.kind === kind);
    expect(of('disagree')).toEqual([]);
    expect(of('skip').map(({ id }) => id)).toEqual(['working_hours-062']);
    expect(of('agree')).toHaveLength(rows.length - 1);
    expect(rows.length).toBeGreaterThan(180);
  });

  it.skipIf(!existsSync(CASES))('disagrees when the case is wrong', () => {
    const wrong = workingTimeCases(text(CASES)).map((row) => ({
      ...row,
      ...(row.op === 'between' ? { minutes: row.minutes + 1 } : {}),
      ...(row.op === 'isOpen' ? { expected: !row.expected } : {}),
      ...(row.op === undefined ? { breached: !row.breached } : {}),
      ...(row.op === 'nextOpen' ? { expected: '2000-01-01T00:00:00Z' } : {}),
      ...(row.op === 'add' || row.op === 'subtract' ? { end: '2000-01-01T00:00:00Z' } : {}),
    }));
    expect(wrong.filter((row) => judgeWorkingTime(row).kind === 'agree')).toEqual([]);
  });
});

describe("China's holidays and make-up working days", () => {
  it.skipIf(!existsSync(CHINA))('are what the notices say, day by day over two years', () => {
    const { days_2025_2026: days } = JSON.parse(text(CHINA));
    const given = days.map(({ date }: any) => ({ date, workday: dayOf(office, date).length > 0 }));
    expect(given).toEqual(days.map(({ date, workday }: any) => ({ date, workday })));
    expect(given).toHaveLength(730);
  });

  it.skipIf(!existsSync(CHINA))(
    'have files for the years that are published, with their source and the same names',
    () => {
      const published = Object.entries<any>(JSON.parse(text(CHINA)).years).filter(([year]) => Number(year) >= 2025);
      const shipped = published.filter(([, { papers }]) => papers.length > 0);
      expect(Object.keys(holidays)).toEqual(shipped.map(([year]) => `cn-${year}`));
      for (const [year, { papers, days }] of shipped) {
        const { source, daysOff, workingDays } = holidays[`cn-${year}`]!;
        expect(papers).toContain(source);
        expect(daysOff.every(({ date, name }) => days.some((day: any) => day.date === date && day.name === name))).toBe(
          true,
        );
        expect(workingDays.map(({ date, name }) => ({ date, name }))).toEqual(
          days.flatMap(({ date, name, isOffDay }: any) => (isOffDay ? [] : [{ date, name }])),
        );
      }
    },
  );

  it('lie in files of their names', () => {
    expect(Object.keys(holidays).map((name) => `${name}.yaml`)).toEqual(holidayFiles.toSorted());
  });
});
