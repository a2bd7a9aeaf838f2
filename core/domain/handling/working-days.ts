/** Days of which a text speaks: so many working days on, by the calendar of a category. */
import { ALWAYS, type Calendar, dayOf } from '../calendar/calendar.ts';
import type { Policy } from '../policy.ts';
import { DESK_ZONE } from '../promise-text.ts';
import { dateAfter, localOf } from '../routing/zone.ts';
import type { Instant } from '../time.ts';
import type { Language } from '../vocabulary.ts';

/** The calendar in which the working days of a category are counted: its own, else the first one of the policy. */
export const workingCalendarOf = ({ categories, calendars }: Policy, category: string): Calendar => {
  const own = categories.find(({ name }) => name === category)?.calendar;
  const first = Object.keys(calendars).find((name) => name !== ALWAYS.name);
  return calendars[own ?? first ?? ALWAYS.name] ?? ALWAYS;
};

/** No calendar is closed for longer: more days without an opening are a calendar that is never open. */
const LONGEST_CLOSED = 400;

/** Where the calendar is: `always` is open everywhere, so there it is where the desk is. */
const placeOf = ({ name, zone }: Calendar): string => (name === ALWAYS.name ? DESK_ZONE : zone);

/**
 * The date, such as `2026-11-24`, of the n-th day after today on which the calendar is open; `now`'s own day is none of them.
 * Throws an Error when it is not open for more than a year.
 */
export const inWorkingDays = (calendar: Calendar, now: Instant, days: number): string => {
  let date = localOf(now, placeOf(calendar)).date;
  let closed = 0;
  for (let left = days; left > 0; ) {
    date = dateAfter(date);
    const isOpen = dayOf(calendar, date).length > 0;
    closed = isOpen ? 0 : closed + 1;
    if (closed > LONGEST_CLOSED)
      throw new Error(`The calendar ${calendar.name} is not open for a year before ${date}.`);
    if (isOpen) left -= 1;
  }
  return date;
};

/** The date so many days after today, working days or not. */
export const inDays = (calendar: Calendar, now: Instant, days: number): string => {
  let date = localOf(now, placeOf(calendar)).date;
  for (let left = days; left > 0; left -= 1) date = dateAfter(date);
  return date;
};

/** `11月24日（周二）`, `Tuesday 24 November`; with the year where it is not that of `now`. Not relative: it is read later. */
export const dateText = (date: string, now: Instant, language: Language): string => {
  const at = new Date(`${date}T00:00:00Z`);
  const [year, month, day] = date.split('-').map(Number);
  const other = String(year) !== now.slice(0, 4);
  const weekday = at.toLocaleDateString(language === 'zh' ? 'zh-CN' : 'en-GB', {
    weekday: language === 'zh' ? 'short' : 'long',
    timeZone: 'UTC',
  });
  if (language === 'zh') return `${other ? `${year}年` : ''}${month}月${day}日（${weekday}）`;
  const monthName = at.toLocaleDateString('en-GB', { month: 'long', timeZone: 'UTC' });
  return `${weekday} ${day} ${monthName}${other ? ` ${year}` : ''}`;
};
