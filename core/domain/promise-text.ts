/** How a due time reads: the day in words as near as it is, the time on the clocks of its zone, and how far these are from UTC. */
import { offsetAt } from './calendar/zone-offset.ts';
import { calendarOf } from './clocks/selection.ts';
import type { Policy } from './policy.ts';
import { localOf } from './routing/zone.ts';
import { addMs, type Instant, MINUTE_MS, toMs } from './time.ts';
import type { Language } from './vocabulary.ts';

export interface Reading {
  /** When it is read. */
  readonly now: Instant;
  /** IANA name, e.g. `Asia/Shanghai`. */
  readonly zone: string;
  readonly language: Language;
}

/** Where the desk is, for what is counted in no calendar of a place. */
export const DESK_ZONE = 'Asia/Shanghai';

/** The zone in which times of a calendar are told; `always` is open everywhere, so there it is that of the desk. */
export const zoneOf = (policy: Policy, calendar: string): string => {
  const { name, zone } = calendarOf(policy, calendar);
  return name === 'always' ? DESK_ZONE : zone;
};

/**
 * Until when, e.g. `明天 10:30 前（UTC+8）`, `by Monday 9:30 (UTC+8)`. Seconds are left out, so that it never says more than was
 * promised; midnight belongs to the day that it ends. Throws RangeError on a zone that is not known.
 */
export const promiseText = (at: Instant, reading: Reading): string => {
  const offset = offsetText(at, reading.zone);
  const { date, minutes } = localOf(at, reading.zone);
  if (minutes === 0) {
    const day = dayText(addMs(`${date}T00:00:00.000Z`, -DAY_MS).slice(0, 10), reading);
    return reading.language === 'zh' ? `${joined(day, '24:00')} 前（${offset}）` : `by the end of ${day} (${offset})`;
  }
  const moment = momentOf(date, minutes, reading);
  return reading.language === 'zh' ? `${moment} 前（${offset}）` : `by ${moment} (${offset})`;
};

/** When, e.g. `今天 9:30（UTC+8）`, `today 9:30 (UTC+8)`. Throws as `promiseText`. */
export const momentText = (at: Instant, reading: Reading): string => {
  const { date, minutes } = localOf(at, reading.zone);
  const moment = momentOf(date, minutes, reading);
  const offset = offsetText(at, reading.zone);
  return reading.language === 'zh' ? `${moment}（${offset}）` : `${moment} (${offset})`;
};

const momentOf = (date: string, minutes: number, reading: Reading): string =>
  joined(dayText(date, reading), timeText(minutes));

/** A full-width bracket has its room in itself. */
const joined = (day: string, time: string): string => `${day}${day.endsWith('）') ? '' : ' '}${time}`;

const DAY_MS = 24 * 60 * MINUTE_MS;
const WEEK = 7;

const NEAR: Readonly<Record<Language, Readonly<Record<number, string>>>> = {
  zh: { [-1]: '昨天', 0: '今天', 1: '明天', 2: '后天' },
  en: { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' },
};
const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
] as const;

const dayNumber = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
/** 0 is a Monday: 1 January 1970 was a Thursday. */
const weekdayNumber = (day: number): number => (((day + 3) % WEEK) + WEEK) % WEEK;

/** `date` in the zone of the reading, e.g. `2026-10-01`. */
const dayText = (date: string, { now, zone, language }: Reading): string => {
  const today = localOf(now, zone).date;
  const [day, present] = [dayNumber(date), dayNumber(today)];
  const ahead = day - present;
  const near = NEAR[language][ahead];
  if (near !== undefined) return near;
  const weekday = WEEKDAYS[language][weekdayNumber(day)] as string;
  if (ahead > 0 && ahead < WEEK) {
    const nextWeek = weekdayNumber(day) < weekdayNumber(present);
    return language === 'zh' && nextWeek ? `下${weekday}` : weekday;
  }
  const [year = '', month, dayOfMonth] = date.split('-');
  const otherYear = !today.startsWith(year);
  if (language === 'zh')
    return `${otherYear ? `${year}年` : ''}${Number(month)}月${Number(dayOfMonth)}日（${weekday}）`;
  return `${weekday} ${Number(dayOfMonth)} ${MONTHS[Number(month) - 1]}${otherYear ? ` ${year}` : ''}`;
};

const timeText = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;

/** `UTC+8`, `UTC-3:30`, `UTC`. */
const offsetText = (at: Instant, zone: string): string => {
  const offset = Math.round(offsetAt(toMs(at), zone) / MINUTE_MS);
  if (offset === 0) return 'UTC';
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `UTC${offset < 0 ? '-' : '+'}${hours}${minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`}`;
};
