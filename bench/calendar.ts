/** Due times, and working time between instants, over a year of the calendar that ships with China's holidays. */
import { readdirSync, readFileSync } from 'node:fs';
import { parseCalendar, parseHolidays } from '../contracts/calendar-file.ts';
import { addWorking, type Calendar, workingMs } from '../core/domain/calendar/calendar.ts';
import { MINUTE_MS, toInstant } from '../core/domain/time.ts';
import type { Row } from './table.ts';

const FOLDER = new URL('../policies/calendars/', import.meta.url);
const YEAR_START = Date.parse('2026-01-01T00:00:00Z');
const STARTS = 10_000;
/** Whole seconds, and no whole hours: starts at all times of all days. */
const STEP_MS = Math.floor((365 * 24 * 60 * MINUTE_MS) / STARTS / 1000) * 1000;
const TARGETS = [15, 60, 240, 1440]; // working minutes
const SPAN_MS = 500;
const BUDGET = 200_000;

export const calendar = async (report: (row: Row) => void): Promise<void> => {
  const office = shippedCalendar();
  const starts = Array.from({ length: STARTS }, (_, index) => toInstant(YEAR_START + index * STEP_MS));
  const due = (index: number) => addWorking(office, starts[index % STARTS]!, TARGETS[index % TARGETS.length]!);
  const remaining = (index: number) => workingMs(office, starts[index % STARTS]!, starts[(index * 7) % STARTS]!);
  report({ what: 'due times', value: perSecond(due), unit: 'per s', budget: BUDGET, better: 'more' });
  report({ what: 'working time between two instants', value: perSecond(remaining), unit: 'per s', better: 'more' });
  const table = milliseconds(() => addWorking({ ...office }, starts[0]!, 60));
  report({ what: 'the table of a year, its zone known', value: table, unit: 'ms', better: 'less' });
};

const shippedCalendar = (): Calendar => {
  const read = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');
  const files = readdirSync(new URL('holidays/', FOLDER)).map((name) => `holidays/${name}`);
  return parseCalendar(
    read('office.yaml'),
    'office.yaml',
    Object.assign({}, ...files.map((name) => parseHolidays(read(name), name))),
  );
};

const perSecond = (act: (index: number) => unknown): number => {
  for (let index = 0; index < STARTS; index += 1) act(index); // warm
  const begun = performance.now();
  let done = 0;
  for (; performance.now() - begun < SPAN_MS; done += 1000) for (let at = 0; at < 1000; at += 1) act(done + at);
  return done / ((performance.now() - begun) / 1000);
};

/** Middle of several. */
const milliseconds = (act: () => unknown): number => {
  const times = Array.from({ length: 21 }, () => {
    const begun = performance.now();
    act();
    return performance.now() - begun;
  });
  return times.toSorted((a, b) => a - b)[10] as number;
};
