/** Days that are counted from today, or named by their weekday. */
import type { DayReading } from './day-reading.ts';
import { weekdayOf } from './days.ts';
import { NUMERAL, numeralOf } from './numerals.ts';

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

export const COUNTED: readonly DayReading[] = [
  {
    pattern:
      /大前天|前[天日]|昨[天日晚早夜]|今[天日早晚]|明[天日早晚]|大?后天|(?<![a-z])(?:yesterday|today|tomorrow)(?![a-z])/gi,
    confidence: 0.9,
    read: ([said], today) => today + (RELATIVE[said!.toLowerCase()] ?? Number.NaN),
  },
  {
    pattern: new RegExp(
      `(?<![0-9第${NUMERAL}])([0-9]{1,2}|[${NUMERAL}]{1,3})个?(天|日|周|星期|礼拜)(以前|之前|前|以后|之后|后)(?![天日])`,
      'g',
    ),
    confidence: 0.7,
    read: ([, count, unit, way], today) => {
      const days = (numeralOf(count!) ?? Number.NaN) * (/[天日]/.test(unit!) ? 1 : 7);
      return today + (way!.includes('前') ? -days : days);
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
    pattern: /(?<![上这本下每逢到至—-])(?<![上这本下每逢]个)(?:周|星期|礼拜)([一二三四五六日天])(?![到至—-])/g,
    confidence: 0.65,
    read: ([, day], today, rest) => onWeekday(today, WEEKDAYS[day!]!, 0, rest),
  },
  {
    pattern: /(?<![a-z])(last|this|next) (mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}(?![a-z])/gi,
    confidence: 0.8,
    read: ([, week, day], today) => onWeekday(today, WEEKDAYS[day!.toLowerCase()]!, WEEKS[week!.toLowerCase()]!, ''),
  },
];
