import { describe, expect, it } from 'vitest';
import { timingOf } from '../../../local/schedules/timing.ts';
import { zoneOf } from '../../../local/schedules/zone.ts';
import fc from '../../support/properties.ts';

const START = Date.parse('2026-03-02T09:00:30Z'); // a Monday
const MINUTE = 60_000;

/** The next occurrences after `from`, in ISO 8601. */
function occurrences(expression: string, count: number, zone = 'UTC', from = START): string[] {
  const timing = timingOf(expression, { zone });
  const found: string[] = [];
  for (let time = timing.first(from); time !== undefined && found.length < count; time = timing.next(time, time)) {
    found.push(new Date(time).toISOString().slice(0, 16));
  }
  return found;
}

describe('cron', () => {
  it.each([
    ['every minute', '* * * * ? *', ['2026-03-02T09:01', '2026-03-02T09:02']],
    ['steps from a value', '5/25 * * * ? *', ['2026-03-02T09:05', '2026-03-02T09:30', '2026-03-02T09:55']],
    ['steps in a range', '0 8-18/5 * * ? *', ['2026-03-02T13:00', '2026-03-02T18:00', '2026-03-03T08:00']],
    ['the week from Sunday', '0 8 ? * 1 *', ['2026-03-08T08:00', '2026-03-15T08:00']],
    ['days by name', '0 8 ? * MON-WED,SAT *', ['2026-03-03T08:00', '2026-03-04T08:00', '2026-03-07T08:00']],
    ['months by name', '0 8 1 jan,mar ? *', ['2027-01-01T08:00', '2027-03-01T08:00']],
    ['the last day of the month', '0 0 L * ? *', ['2026-03-31T00:00', '2026-04-30T00:00']],
    ['the weekday nearest to a day', '0 0 15W * ? *', ['2026-03-16T00:00', '2026-04-15T00:00', '2026-05-15T00:00']],
    ['the last day of the week', '0 0 ? * L *', ['2026-03-07T00:00', '2026-03-14T00:00']],
    ['the last Friday of the month', '0 0 ? * 6L *', ['2026-03-27T00:00', '2026-04-24T00:00']],
    ['the second Tuesday of the month', '0 0 ? * 3#2 *', ['2026-03-10T00:00', '2026-04-14T00:00']],
    ['the first Monday, by name', '0 0 ? * MON#1 *', ['2026-04-06T00:00', '2026-05-04T00:00']],
    ['years', '0 0 1 1 ? 2027-2028', ['2027-01-01T00:00', '2028-01-01T00:00']],
    ['a day that no year has', '0 0 31 2 ? *', []],
  ])('knows %s', (_what, fields, times) => {
    expect(occurrences(`cron(${fields})`, times.length || 1)).toEqual(times);
  });

  it.each([
    ['five fields', '0 8 * * ?', '5 fields'],
    ['two days said', '0 8 1 * 2 *', 'one of day of month and day of week is ?'],
    ['no day said', '0 8 ? * ? *', 'one of day of month and day of week is ?'],
    ['? anywhere else', '? 8 * * ? *', '? is not valid in the field minutes'],
    ['minute 60', '60 8 * * ? *', '60 is not valid in the field minutes'],
    ['day 0', '0 8 0 * ? *', '0 is not valid in the field day of month'],
    ['a range backwards', '0 8 ? * FRI-MON *', '6-2 is not valid in the field day of week'],
    ['a step of nothing', '0/0 8 * * ? *', '0/0 is not valid in the field minutes'],
    ['a sixth Monday', '0 8 ? * 2#6 *', '2#6 is not valid in the field day of week'],
    ['L beside other days', '0 8 L,3 * ? *', 'stands alone'],
    ['an unknown name', '0 8 ? * FUN *', 'FUN is not valid in the field day of week'],
    ['a name after a digit', '0 8 1 1JAN ? *', '1JAN is not valid in the field month'],
    ['the year 2200', '0 8 1 1 ? 2200', '2200 is not valid in the field year'],
  ])('refuses %s', (_what, fields, reason) => {
    expect(() => timingOf(`cron(${fields})`)).toThrow(reason);
  });

  const list = (from: number, to: number) =>
    fc.uniqueArray(fc.integer({ min: from, max: to }), { minLength: 1, maxLength: 4 });
  const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu'];

  it('is next strictly later, at a wall time that all fields name, and nothing between is left out', () => {
    const property = fc.property(
      fc.record({ minutes: list(0, 59), hours: list(0, 23), days: list(1, 7) }),
      fc.constantFrom(...zones),
      fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2028-01-01T00:00:00Z') }),
      ({ minutes, hours, days }, zone, from) => {
        const timing = timingOf(`cron(${minutes} ${hours} ? * ${days} *)`, { zone });
        const next = timing.next(from, from) as number;
        expect(next).toBeGreaterThan(from);
        const fields = (time: number) => {
          const wall = new Date(zoneOf(zone).wall(time));
          return [wall.getUTCMinutes(), wall.getUTCHours(), wall.getUTCDay() + 1] as const;
        };
        const named = ([minute, hour, day]: ReturnType<typeof fields>) =>
          minutes.includes(minute) && hours.includes(hour) && days.includes(day);
        expect([next % MINUTE, named(fields(next))]).toEqual([0, true]);
        // All minutes of the last hour and a half before it: none is named but those that the clocks repeat.
        for (
          let time = Math.max(next - 90 * MINUTE, (Math.floor(from / MINUTE) + 1) * MINUTE);
          time < next;
          time += MINUTE
        )
          expect(named(fields(time)) && zoneOf(zone).instant(zoneOf(zone).wall(time)) === time).toBe(false);
      },
    );
    fc.assert(property, { numRuns: 60 });
  });
});

describe('a change of the clocks', () => {
  const from = (iso: string) => Date.parse(iso);

  it('leaves out a time that they jump over', () => {
    expect(occurrences('cron(30 2 * * ? *)', 3, 'America/New_York', from('2026-03-07T00:00:00Z'))).toEqual([
      '2026-03-07T07:30',
      '2026-03-09T06:30',
      '2026-03-10T06:30',
    ]);
  });

  it('runs once at a time that comes twice', () => {
    expect(occurrences('cron(30 1 * * ? *)', 3, 'America/New_York', from('2026-10-31T12:00:00Z'))).toEqual([
      '2026-11-01T05:30',
      '2026-11-02T06:30',
      '2026-11-03T06:30',
    ]);
    const everyMinute = timingOf('cron(* * * * ? *)', { zone: 'America/New_York' });
    const last = from('2026-11-01T05:59:00Z');
    expect(everyMinute.next(last, last)).toBe(from('2026-11-01T07:00:00Z'));
  });

  it('moves neither a rate nor a zone without one', () => {
    expect(occurrences('rate(1 day)', 3, 'America/New_York', from('2026-03-07T17:00:00Z'))).toEqual([
      '2026-03-07T17:00',
      '2026-03-08T17:00',
      '2026-03-09T17:00',
    ]);
    expect(occurrences('cron(0 9 * * ? *)', 2, 'Asia/Shanghai')).toEqual(['2026-03-03T01:00', '2026-03-04T01:00']);
  });
});

describe('rate', () => {
  it('begins at once, or at its start, and keeps its rhythm', () => {
    expect(occurrences('rate(5 minutes)', 3)).toEqual(['2026-03-02T09:00', '2026-03-02T09:05', '2026-03-02T09:10']);
    const start = START + 7 * MINUTE;
    const later = timingOf('rate(1 hour)', { start });
    expect([later.first(START), later.first(start), later.first(start + 1)]).toEqual([
      start,
      start + 60 * MINUTE,
      start + 60 * MINUTE,
    ]);
    const every = timingOf('rate(2 minutes)');
    expect(every.next(START + 7 * MINUTE, START)).toBe(START + 8 * MINUTE);
    expect(every.next(START + 8 * MINUTE, START)).toBe(START + 10 * MINUTE);
  });

  it('ends with its end', () => {
    const timing = timingOf('rate(1 minute)', { end: START + MINUTE });
    expect(timing.next(START, START)).toBe(START + MINUTE);
    expect(timing.next(START + MINUTE, START + MINUTE)).toBeUndefined();
  });

  it.each(['rate(0 minutes)', 'rate(5 seconds)', 'rate(minute)', 'rate(-1 hours)', 'every minute', 'rate(5 minutes'])(
    'refuses %s',
    (expression) => {
      expect(() => timingOf(expression)).toThrow(/not a number of minutes|neither rate/);
    },
  );
});

describe('at', () => {
  it('is due once, in its time zone, and never when it has passed', () => {
    const timing = timingOf('at(2026-03-02T18:00:00)', { zone: 'Asia/Shanghai' });
    const time = Date.parse('2026-03-02T10:00:00Z');
    expect([timing.once, timing.first(START), timing.next(time, time)]).toEqual([true, time, undefined]);
    expect([timing.first(time - 1), timing.first(time)]).toEqual([time, undefined]);
  });

  it('refuses a day that is none, a time that the clocks jump over, and an unknown time zone', () => {
    expect(() => timingOf('at(2026-02-30T10:00:00)')).toThrow('not a time like');
    expect(() => timingOf('at(2026-03-02 10:00)')).toThrow('not a time like');
    expect(() => timingOf('at(2026-03-08T02:30:00)', { zone: 'America/New_York' })).toThrow('jump over');
    expect(() => timingOf('rate(1 hour)', { zone: 'Mars/Olympus' })).toThrow('there is no time zone Mars/Olympus');
    expect(() => timingOf('rate(1 hour)', { zone: '+08:00' })).toThrow('there is no time zone +08:00');
  });
});
