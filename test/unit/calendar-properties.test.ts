import { describe, expect, it } from 'vitest';
import {
  ALWAYS,
  addWorking,
  addWorkingMs,
  isOpen,
  nextOpening,
  subtractWorking,
  workingMs,
} from '../../core/domain/calendar/calendar.ts';
import { addMs, MINUTE_MS, msBetween } from '../../core/domain/time.ts';
import fc from '../support/properties.ts';
import { calendar, instant } from './any-calendar.ts';

const DAY = 24 * 60 * MINUTE_MS;
const amount = fc.oneof(
  fc.integer({ min: 0, max: 3 * DAY }),
  fc.integer({ min: 0, max: 600 }).map((minutes) => minutes * MINUTE_MS),
);
const some = amount.filter((ms) => ms > 0);

describe('working time of any calendar', () => {
  it('that was added is the time that has then passed', () => {
    fc.assert(
      fc.property(calendar, instant, amount, (given, start, ms) => {
        expect(workingMs(given, start, addWorkingMs(given, start, ms))).toBe(ms);
        expect(workingMs(given, addWorkingMs(given, start, -ms), start)).toBe(ms);
      }),
    );
  });

  it('of the parts of a stretch adds up to that of the whole, whichever way it goes', () => {
    fc.assert(
      fc.property(calendar, instant, instant, instant, (given, a, b, c) => {
        expect(workingMs(given, a, b) + workingMs(given, b, c)).toBe(workingMs(given, a, c));
        expect(workingMs(given, a, b) + workingMs(given, b, a)).toBe(0);
      }),
    );
  });

  it('is never more than the time that passes, nor negative', () => {
    fc.assert(
      fc.property(calendar, instant, amount, (given, from, ms) => {
        const open = workingMs(given, from, addMs(from, ms));
        expect(open >= 0 && open <= ms).toBe(true);
      }),
    );
  });
});

describe('a due time of any calendar', () => {
  it('backwards undoes forwards from an open instant, and forwards backwards to one that closes', () => {
    fc.assert(
      fc.property(calendar, instant, some, (given, at, ms) => {
        const start = nextOpening(given, at);
        const end = addWorkingMs(given, at, ms);
        expect(addWorkingMs(given, end, -ms)).toBe(start);
        expect(addWorkingMs(given, start, ms)).toBe(end);
      }),
    );
  });

  it('never comes earlier for a later start, or for more time', () => {
    fc.assert(
      fc.property(calendar, instant, amount, amount, (given, start, later, ms) => {
        const due = addWorkingMs(given, start, ms);
        expect(addWorkingMs(given, addMs(start, later), ms) >= due).toBe(true);
        expect(addWorkingMs(given, start, ms + later) >= due).toBe(true);
        expect(addWorkingMs(given, addMs(start, later), -ms) >= addWorkingMs(given, start, -ms)).toBe(true);
      }),
    );
  });

  it('never lies outside the hours: it is open until then, and backwards from then on', () => {
    fc.assert(
      fc.property(calendar, instant, some, (given, start, ms) => {
        expect(isOpen(given, addMs(addWorkingMs(given, start, ms), -1))).toBe(true);
        expect(isOpen(given, addWorkingMs(given, start, -ms))).toBe(true);
        expect(isOpen(given, addWorking(given, start, 0))).toBe(true);
      }),
    );
  });

  it('after no time is the next opening, and before no time the last open time', () => {
    fc.assert(
      fc.property(calendar, instant, (given, at) => {
        expect(addWorking(given, at, 0)).toBe(nextOpening(given, at));
        expect(workingMs(given, at, nextOpening(given, at))).toBe(0);
        const last = subtractWorking(given, at, 0);
        expect(workingMs(given, last, at)).toBe(0);
        expect(last === at ? isOpen(given, at) || isOpen(given, addMs(at, -1)) : isOpen(given, addMs(last, -1))).toBe(
          true,
        );
      }),
    );
  });

  it('of a calendar that is always open is plain addition', () => {
    fc.assert(
      fc.property(instant, amount, (start, ms) => {
        expect(addWorkingMs(ALWAYS, start, ms)).toBe(addMs(start, ms));
        expect(addWorkingMs(ALWAYS, start, -ms)).toBe(addMs(start, -ms));
        expect(workingMs(ALWAYS, start, addMs(start, ms))).toBe(msBetween(start, addMs(start, ms)));
      }),
    );
  });
});
