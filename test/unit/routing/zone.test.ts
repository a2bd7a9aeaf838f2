import { describe, expect, it } from 'vitest';
import {
  dateAfter,
  dateBefore,
  instantOf,
  isWithin,
  isZone,
  localOf,
  minutesOf,
  weekdayOf,
} from '../../../core/domain/routing/zone.ts';
import { MINUTE_MS, toInstant, toMs } from '../../../core/domain/time.ts';
import fc from '../../support/properties.ts';

const ZONES = [
  'Asia/Shanghai',
  'UTC',
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe', // changes by half an hour
  'Asia/Kathmandu', // five hours and three quarters ahead
  'America/St_Johns',
  'Pacific/Kiritimati', // fourteen hours ahead
];
const zone = fc.constantFrom(...ZONES);
const instant = fc
  .integer({ min: Date.parse('2020-01-01T00:00:00Z') / MINUTE_MS, max: Date.parse('2032-01-01T00:00:00Z') / MINUTE_MS })
  .map((minutes) => toInstant(minutes * MINUTE_MS));
const HOUR_MS = 60 * MINUTE_MS;

const clock = (text: string) => {
  const [date, time] = text.split(' ') as [string, string];
  return { date, minutes: minutesOf(time) };
};

describe('what the clocks of a zone show', () => {
  it.each([
    ['2026-11-22T04:00:00.000Z', 'Asia/Shanghai', '2026-11-22 12:00'],
    ['2026-11-22T16:30:59.999Z', 'Asia/Shanghai', '2026-11-23 00:30'],
    ['2026-11-22T04:00:00.000Z', 'America/New_York', '2026-11-21 23:00'],
    ['2026-07-01T04:00:00.000Z', 'America/New_York', '2026-07-01 00:00'],
    ['2026-11-22T04:00:00.000Z', 'Asia/Kathmandu', '2026-11-22 09:45'],
    ['2026-12-31T23:59:00.000Z', 'Pacific/Kiritimati', '2027-01-01 13:59'],
  ])('at %s in %s is %s', (when, where, shown) => {
    expect(localOf(when, where)).toEqual(clock(shown));
  });

  it('agrees with what the platform writes, at any time in any zone', () => {
    fc.assert(
      fc.property(instant, zone, (when, where) => {
        const { date, minutes } = localOf(when, where);
        const written = new Date(when).toLocaleString('sv-SE', { timeZone: where });
        expect(written.slice(0, 16)).toBe(
          `${date} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
        );
      }),
    );
  });
});

describe('when the clocks of a zone show a time', () => {
  it('is a time at which they do show it, outside gaps', () => {
    fc.assert(
      fc.property(instant, zone, (when, where) => {
        const local = localOf(when, where);
        expect(localOf(instantOf(local, where), where)).toEqual(local);
      }),
    );
  });

  it('is the instant itself, or the first of two that show the same', () => {
    fc.assert(
      fc.property(instant, zone, (when, where) => {
        const early = toMs(when) - toMs(instantOf(localOf(when, where), where));
        expect([0, HOUR_MS / 2, HOUR_MS]).toContain(early);
      }),
    );
  });

  it.each([
    ['2026-03-08 02:30', 'America/New_York', '2026-03-08T07:30:00.000Z', 'a gap: the clocks show 03:30 then'],
    ['2026-03-29 01:00', 'Europe/London', '2026-03-29T01:00:00.000Z', 'the first minute of a gap'],
    ['2026-11-01 01:30', 'America/New_York', '2026-11-01T05:30:00.000Z', 'shown twice: the first time'],
    ['2026-11-01 02:00', 'America/New_York', '2026-11-01T07:00:00.000Z', 'the first minute after a repeat'],
    ['2026-04-05 01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z', 'half an hour twice'],
    ['2026-11-22 12:00', 'Asia/Shanghai', '2026-11-22T04:00:00.000Z', 'a zone without changes'],
  ])('%s in %s is %s (%s)', (shown, where, expected) => {
    expect(instantOf(clock(shown), where)).toBe(expected);
  });
});

describe('zones and dates', () => {
  it('knows which zones there are', () => {
    expect(ZONES.filter((name) => !isZone(name))).toEqual([]);
    expect(['Asia/Nowhere', '', 'Shanghai', 'Asia/Shanghai '].filter(isZone)).toEqual([]);
  });

  it('refuses to tell the time of a zone that does not exist', () => {
    expect(() => localOf('2026-11-22T04:00:00.000Z', 'Asia/Nowhere')).toThrow(RangeError);
    expect(() => instantOf({ date: '2026-11-22', minutes: 0 }, 'Asia/Nowhere')).toThrow(RangeError);
  });

  it('goes over months, years and leap days', () => {
    expect([dateBefore('2026-03-01'), dateBefore('2028-03-01'), dateAfter('2026-12-31')]).toEqual([
      '2026-02-28',
      '2028-02-29',
      '2027-01-01',
    ]);
    expect(['2026-11-22', '2026-11-23', '2028-02-29'].map(weekdayOf)).toEqual(['sun', 'mon', 'tue']);
  });

  it.each([
    ['09:00', '18:00', '09:00', true],
    ['09:00', '18:00', '17:59', true],
    ['09:00', '18:00', '18:00', false],
    ['09:00', '18:00', '08:59', false],
    ['22:00', '06:00', '22:00', true],
    ['22:00', '06:00', '00:00', true],
    ['22:00', '06:00', '05:59', true],
    ['22:00', '06:00', '06:00', false],
    ['22:00', '06:00', '21:59', false],
    ['18:00', '00:00', '23:59', true],
    ['18:00', '00:00', '00:00', false],
  ])('%s to %s holds at %s: %s', (from, to, time, expected) => {
    expect(isWithin(minutesOf(time), from, to)).toBe(expected);
  });
});
