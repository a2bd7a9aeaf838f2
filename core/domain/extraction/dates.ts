/** Days that a text tells: written out, by their weekday, or counted from today. */
import { localOf } from '../routing/zone.ts';
import { dateText, dayOf, dayOfDate, monthOf, nearest, weekdayOf, yearOf } from './days.ts';
import type { Extracted, When } from './extracted.ts';
import { NUMERAL, numeralOf } from './numerals.ts';

interface Reading {
  readonly pattern: RegExp;
  readonly confidence: number;
  /** The day that was found, as days since 1970-01-01. `rest` is what follows in the text. */
  readonly read: (groups: readonly (string | undefined)[], today: number, rest: string) => number | undefined;
}

const N = `[0-9]{1,2}|[${NUMERAL}]{1,3}`;
const number = (text: string | undefined): number =>
  text === undefined ? Number.NaN : (numeralOf(text) ?? Number.NaN);

const RELATIVE: Readonly<Record<string, number>> = {
  ...{
    大前天: -3,
    前天: -2,
    前日: -2,
    昨天: -1,
    昨日: -1,
    昨晚: -1,
    昨早: -1,
    昨夜: -1,
    今天: 0,
    今日: 0,
    今早: 0,
    今晚: 0,
  },
  ...{ 明天: 1, 明日: 1, 明早: 1, 明晚: 1, 后天: 2, 大后天: 3, yesterday: -1, today: 0, tomorrow: 1 },
};
const WEEKDAYS: Readonly<Record<string, number>> = {
  ...{
    一: 1,
    二: 2,
    三: 3,
    四: 4,
    五: 5,
    六: 6,
    日: 7,
    天: 7,
    末: 6,
    '1': 1,
    '2': 2,
    '3': 3,
    '4': 4,
    '5': 5,
    '6': 6,
    '7': 7,
  },
  ...{ mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7 },
};
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';

const monthNamed = (name: string | undefined): number => MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;

/** A day without its year is the next to today. */
const inSomeYear = (today: number, month: number, day: number): number | undefined => {
  const year = yearOf(today);
  return nearest(today, [dayOf(year - 1, month, day), dayOf(year, month, day), dayOf(year + 1, month, day)]);
};

/** Words after a weekday that tell whether it has passed. */
const PAST = /^[^，。,.；;]{0,6}?(?:下的?单|买|拍|付|签收|已|了|的时候|发的?货|寄|就|说|反映|投诉|打)/u;
const FUTURE = /^[^，。,.；;]{0,6}?(?:之前|以前|前|要|会|送|到货|到达|能|必须|再|才)/u;

const onWeekday = (today: number, weekday: number, week: number, rest: string): number | undefined => {
  const day = today - weekdayOf(today) + weekday + week * 7;
  if (week !== 0 || !weekday) return Number.isNaN(day) ? undefined : day;
  if (PAST.test(rest) && day > today) return day - 7;
  return FUTURE.test(rest) && !PAST.test(rest) && day < today ? day + 7 : day;
};

const WEEKS: Readonly<Record<string, number>> = {
  上上: -2,
  上: -1,
  这: 0,
  本: 0,
  下: 1,
  下下: 2,
  last: -1,
  this: 0,
  next: 1,
};

const READINGS: readonly Reading[] = [
  {
    pattern: /(?<![0-9A-Za-z-])(20[0-9]{2})([-/.])([01]?[0-9])\2([0-3]?[0-9])(?![0-9]|[-/.][0-9])/g,
    confidence: 0.97,
    read: ([, year, , month, day]) => dayOf(Number(year), Number(month), Number(day)),
  },
  {
    pattern: new RegExp(
      `(?<![0-9])(20[0-9]{2}|[0-9]{2}|二[〇零一二三四五六七八九]{3})年\\s?(${N})月\\s?(${N})[日号]?`,
      'g',
    ),
    confidence: 0.97,
    read: ([, year, month, day]) => dayOf((number(year) % 2000) + 2000, number(month), number(day)),
  },
  {
    pattern: new RegExp(`(?<![0-9年${NUMERAL}])(${N})月\\s?(${N})(?:[日号]|(?![0-9${NUMERAL}个件]))`, 'g'),
    confidence: 0.9,
    read: ([, month, day], today) => inSomeYear(today, number(month), number(day)),
  },
  {
    pattern:
      /大前天|前[天日]|昨[天日晚早夜]|今[天日早晚]|明[天日早晚]|大?后天|(?<![a-z])(?:yesterday|today|tomorrow)(?![a-z])/gi,
    confidence: 0.9,
    read: ([said], today) => today + (RELATIVE[said!.toLowerCase()] ?? Number.NaN),
  },
  {
    pattern: new RegExp(
      `(?<![0-9第${NUMERAL}])(${N}|半)个?(天|日|周|星期|礼拜|个?月)(以前|之前|前|以后|之后|后)(?![天日])`,
      'g',
    ),
    confidence: 0.7,
    read: ([, count, unit, way], today) => {
      const days = number(count) * (unit!.endsWith('月') ? 30 : /[天日]/.test(unit!) ? 1 : 7);
      return unit!.endsWith('月') ? undefined : today + (way!.includes('前') ? -days : days);
    },
  },
  {
    pattern: /(?<![0-9A-Za-z])([0-9]{1,3}) days? ago(?![a-z])/gi,
    confidence: 0.8,
    read: ([, count], today) => today - Number(count),
  },
  {
    pattern: /(上上|上|这|本|下下|下)个?(?:周|星期|礼拜)([一二三四五六日天末1-7])(?![0-9])/g,
    confidence: 0.85,
    read: ([, week, day], today) => onWeekday(today, WEEKDAYS[day!]!, WEEKS[week!]!, ''),
  },
  {
    pattern: /(?<![上这本下每逢])(?<![上这本下每逢]个)(?:周|星期|礼拜)([一二三四五六日天])(?![到至—-])/g,
    confidence: 0.65,
    read: ([, day], today, rest) => onWeekday(today, WEEKDAYS[day!]!, 0, rest),
  },
  {
    pattern: /(?<![a-z])(last|this|next) (mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}(?![a-z])/gi,
    confidence: 0.8,
    read: ([, week, day], today) => onWeekday(today, WEEKDAYS[day!.toLowerCase()]!, WEEKS[week!.toLowerCase()]!, ''),
  },
  {
    pattern: new RegExp(`(?<![a-z])${MONTH} ([0-3]?[0-9])(?:st|nd|rd|th)?(?:,? (20[0-9]{2}))?(?![0-9])`, 'gi'),
    confidence: 0.9,
    read: ([, month, day, year], today) => named(today, month, day, year),
  },
  {
    pattern: new RegExp(`(?<![0-9])([0-3]?[0-9])(?:st|nd|rd|th)? ${MONTH}(?:,? (20[0-9]{2}))?(?![0-9a-z])`, 'gi'),
    confidence: 0.9,
    read: ([, day, month, year], today) => named(today, month, day, year),
  },
  {
    pattern: new RegExp(
      `(?<![0-9A-Za-z月第单编型账店楼栋幢座${NUMERAL}.-])([0-9]{1,2})号(?![楼线院店门码仓机库房铺球字])`,
      'g',
    ),
    confidence: 0.6,
    read: ([, day], today) => inSomeMonth(today, Number(day)),
  },
];

const named = (today: number, month: string | undefined, day: string | undefined, year: string | undefined) =>
  year === undefined
    ? inSomeYear(today, monthNamed(month), Number(day))
    : dayOf(Number(year), monthNamed(month), Number(day));

const inSomeMonth = (today: number, day: number): number | undefined => {
  const at = (months: number) => {
    const count = yearOf(today) * 12 + monthOf(today) - 1 + months;
    return dayOf(Math.floor(count / 12), (count % 12) + 1, day);
  };
  return nearest(today, [at(-1), at(0), at(1)]);
};

/** Years that somebody may mean who writes to a desk. */
const REACH_DAYS = 366 * 20;

export const datesIn = (text: string, { now, zone }: When): Extracted[] => {
  const today = dayOfDate(localOf(now, zone).date);
  return READINGS.flatMap(({ pattern, confidence, read }) =>
    [...text.matchAll(pattern)].flatMap((match): Extracted[] => {
      const end = match.index + match[0].length;
      const day = read([...match], today, text.slice(end, end + 12));
      if (day === undefined || !(Math.abs(day - today) <= REACH_DAYS)) return [];
      return [{ kind: 'date', value: dateText(day), at: [match.index, end], confidence }];
    }),
  );
};
