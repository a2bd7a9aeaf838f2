/** Days that are written out, with their year or without. */
import type { DayReading } from './day-reading.ts';
import { dayOf, monthOf, nearest, yearOf } from './days.ts';
import { NUMERAL, numeralOf } from './numerals.ts';

const N = `[0-9]{1,2}|[${NUMERAL}]{1,3}`;
const number = (text: string | undefined): number =>
  text === undefined ? Number.NaN : (numeralOf(text) ?? Number.NaN);

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';

const monthNamed = (name: string | undefined): number => MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;

/** A day without its year is the next to today. */
const inSomeYear = (today: number, month: number, day: number): number | undefined => {
  const year = yearOf(today);
  return nearest(today, [dayOf(year - 1, month, day), dayOf(year, month, day), dayOf(year + 1, month, day)]);
};

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

export const WRITTEN: readonly DayReading[] = [
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
