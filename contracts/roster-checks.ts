/** What contradicts itself in the roster of a team. */
import { type Hours, type RosterChange, type Shift, type Team, WEEKDAYS } from '../core/domain/routing/team.ts';
import { isZone, minutesOf } from '../core/domain/routing/zone.ts';
import type { Finding } from './findings.ts';

const DAY = 24 * 60;
const WEEK = 7 * DAY;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Shifts, or changes, that claim the same agent at the same time, a zone that does not exist, times and dates that are none.
 * Paths begin at the team, e.g. `shifts`, 1. Nothing: the roster can be used.
 */
export const overlaps = ({ timeZone, shifts, changes }: Team): Finding[] => [
  ...(isZone(timeZone)
    ? []
    : [{ path: ['timeZone'], message: `There is no time zone ${timeZone}; write one such as Asia/Shanghai` }]),
  ...shifts.flatMap((shift, index) => badClocks(['shifts', index], shift)),
  ...shifts.flatMap((shift, index) => shiftsBefore(shifts, shift, index)),
  ...changes.flatMap((change, index) => badChange(change, ['changes', index])),
  ...changes.flatMap((change, index) => changesBefore(changes, change, index)),
];

const badClocks = (path: Finding['path'], hours: Hours): Finding[] =>
  (['from', 'to'] as const).flatMap((end) =>
    CLOCK.test(hours[end])
      ? []
      : [{ path: [...path, end], message: `${hours[end]} is no time of day: write one such as 08:30 or 22:00` }],
  );

const areSound = (...hours: readonly Hours[]): boolean => hours.every((each) => badClocks([], each).length === 0);

/** Whom both are for: nobody named is everybody. Undefined: they have nobody in common. */
const shared = (a: readonly string[], b: readonly string[]): string | undefined => {
  if (a.length === 0) return b.length === 0 ? 'everybody' : b.join(', ');
  const both = b.length === 0 ? a : a.filter((agent) => b.includes(agent));
  return both.length === 0 ? undefined : both.join(', ');
};

const shiftsBefore = (shifts: readonly Shift[], shift: Shift, index: number): Finding[] =>
  shifts.slice(0, index).flatMap((earlier) => {
    const who = shared(earlier.agents, shift.agents);
    const weekday = who !== undefined && areSound(earlier, shift) ? commonDay(earlier, shift) : undefined;
    return weekday === undefined
      ? []
      : [{ path: ['shifts', index], message: `It overlaps the shift ${earlier.name} on ${weekday} for ${who}` }];
  });

/** Minutes from the start of the week, and how many. */
const spansOf = ({ weekdays, from, to }: Shift) =>
  weekdays.map((weekday) => ({
    weekday,
    start: WEEKDAYS.indexOf(weekday) * DAY + minutesOf(from),
    length: lengthOf({ from, to }),
  }));

const lengthOf = ({ from, to }: Hours): number => (minutesOf(to) - minutesOf(from) + DAY) % DAY || DAY;

/** The first day of the later shift on which both run at once; the week goes round. */
const commonDay = (earlier: Shift, later: Shift): string | undefined =>
  spansOf(later).find((b) =>
    spansOf(earlier).some(
      (a) => (b.start - a.start + WEEK) % WEEK < a.length || (a.start - b.start + WEEK) % WEEK < b.length,
    ),
  )?.weekday;

const badChange = ({ date, hours }: RosterChange, path: Finding['path']): Finding[] => [
  ...(isDate(date) ? [] : [{ path: [...path, 'date'], message: `${date} is no date: write one such as 2026-10-01` }]),
  ...hours.flatMap((each, at) => badClocks([...path, 'hours', at], each)),
  ...(areSound(...hours)
    ? hours.flatMap((each, at) =>
        hours.slice(0, at).some((other) => overlap(other, each))
          ? [{ path: [...path, 'hours', at], message: `${each.from}–${each.to} overlaps hours before it` }]
          : [],
      )
    : []),
];

const isDate = (text: string): boolean =>
  DATE.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

/** Of hours that begin on the same date. */
const overlap = (a: Hours, b: Hours): boolean => {
  const [startA, startB] = [minutesOf(a.from), minutesOf(b.from)];
  return startA < startB + lengthOf(b) && startB < startA + lengthOf(a);
};

/** One for an agent by name beside one for the whole team is no contradiction: it goes before that. */
const changesBefore = (changes: readonly RosterChange[], change: RosterChange, index: number): Finding[] =>
  changes.slice(0, index).flatMap((earlier) => {
    if (earlier.date !== change.date || (earlier.agents.length === 0) !== (change.agents.length === 0)) return [];
    const who = shared(earlier.agents, change.agents);
    return who === undefined
      ? []
      : [{ path: ['changes', index], message: `There is another change on ${change.date} for ${who}` }];
  });
