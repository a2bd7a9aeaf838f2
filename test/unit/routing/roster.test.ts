import { describe, expect, it } from 'vitest';
import { overlaps } from '../../../contracts/roster-checks.ts';
import { dutyOf } from '../../../core/domain/routing/duty.ts';
import { type Shift, type Team, WEEKDAYS } from '../../../core/domain/routing/team.ts';
import fc from '../../support/properties.ts';
import { agent, at, policy, team } from './desk.ts';

const shift = (from: string, to: string, over: Partial<Shift> = {}): Shift => ({
  name: `${from}-${to}`,
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  agents: [],
  from,
  to,
  ...over,
});

/** Findings as `path: message`. */
const found = (over: Partial<Team>): string[] =>
  overlaps(team(over)).map(({ path, message }) => `${path.join('.')}: ${message}`);
const shifts = (...all: Shift[]) => found({ shifts: all });
const LIN = { agents: ['agt_lin'] } as const;
const WANG = { agents: ['agt_wang'] } as const;

describe('a roster can be used', () => {
  it.each<[string, Partial<Team>]>([
    ['without shifts', { shifts: [] }],
    [
      'with shifts one after the other, round the clock',
      {
        shifts: [shift('00:00', '08:00'), shift('08:00', '16:00'), shift('16:00', '00:00')],
      },
    ],
    ['with a night that ends when the day begins', { shifts: [shift('22:00', '06:00'), shift('06:00', '22:00')] }],
    [
      'with the same hours for different agents',
      { shifts: [shift('09:00', '18:00', LIN), shift('09:00', '18:00', WANG)] },
    ],
    [
      'with the same hours on different days',
      {
        shifts: [shift('09:00', '18:00'), shift('09:00', '18:00', { weekdays: ['sat', 'sun'] })],
      },
    ],
    ['with a shift of a whole day, every day', { shifts: [shift('08:00', '08:00', { weekdays: [...WEEKDAYS] })] }],
    [
      'with a change for one agent beside one for all',
      {
        changes: [
          { date: '2026-10-01', agents: [], hours: [] },
          {
            date: '2026-10-01',
            ...LIN,
            hours: [
              { from: '09:00', to: '12:00' },
              { from: '12:00', to: '14:00' },
            ],
          },
          { date: '2026-10-01', ...WANG, hours: [] },
          { date: '2026-10-02', agents: [], hours: [] },
        ],
      },
    ],
  ])('%s', (_, over) => {
    expect(found(over)).toEqual([]);
  });
});

describe('refuses shifts', () => {
  const day = shift('09:00', '18:00');

  it.each<[string, Shift, string]>([
    [
      'at the same time',
      shift('09:00', '18:00', { name: 'x' }),
      'shifts.1: It overlaps the shift 09:00-18:00 on mon for everybody',
    ],
    [
      'that begin before the other ends',
      shift('17:59', '20:00'),
      'shifts.1: It overlaps the shift 09:00-18:00 on mon for everybody',
    ],
    [
      'that end after the other begins',
      shift('08:00', '09:01'),
      'shifts.1: It overlaps the shift 09:00-18:00 on mon for everybody',
    ],
    ['within the other', shift('12:00', '13:00'), 'shifts.1: It overlaps the shift 09:00-18:00 on mon for everybody'],
    ['around the other', shift('06:00', '22:00'), 'shifts.1: It overlaps the shift 09:00-18:00 on mon for everybody'],
    [
      'on one day alone',
      shift('12:00', '13:00', { weekdays: ['sun', 'wed'] }),
      'shifts.1: It overlaps the shift 09:00-18:00 on wed for everybody',
    ],
    [
      'for an agent who works with everybody',
      shift('12:00', '13:00', LIN),
      'shifts.1: It overlaps the shift 09:00-18:00 on mon for agt_lin',
    ],
  ])('%s', (_, other, problem) => {
    expect(shifts(day, other)).toEqual([problem]);
  });

  it('for the agents they have in common', () => {
    const both = shift('09:00', '18:00', { agents: ['agt_lin', 'agt_wang'] });
    expect(shifts(both, shift('17:00', '20:00', { agents: ['agt_he', 'agt_wang'] }))).toEqual([
      'shifts.1: It overlaps the shift 09:00-18:00 on mon for agt_wang',
    ]);
  });

  it('over midnight: the night of Friday and a Saturday, the night of Sunday and a Monday', () => {
    expect(shifts(shift('22:00', '06:00'), shift('05:00', '12:00', { weekdays: ['sat'] }))).toEqual([
      'shifts.1: It overlaps the shift 22:00-06:00 on sat for everybody',
    ]);
    expect(shifts(shift('22:00', '06:00', { weekdays: ['sun'] }), shift('05:00', '12:00'))).toEqual([
      'shifts.1: It overlaps the shift 22:00-06:00 on mon for everybody',
    ]);
    expect(shifts(shift('22:00', '06:00'), shift('05:00', '12:00', { weekdays: ['sun'] }))).toEqual([]);
  });

  it('exactly when there is a minute of the week in both (any two shifts)', () => {
    const time = fc
      .integer({ min: 0, max: 47 })
      .map((half) => `${String(half >> 1).padStart(2, '0')}:${half % 2 ? '30' : '00'}`);
    const any = fc.record({ weekdays: fc.subarray([...WEEKDAYS], { minLength: 1 }), from: time, to: time });
    fc.assert(
      fc.property(any, any, (a, b) => {
        const on = (one: typeof a, minutes: number) =>
          dutyOf(
            agent('lin'),
            team({ timeZone: 'UTC', shifts: [shift(one.from, one.to, one)] }),
            at(minutes),
            policy.routing,
          ).absence === undefined;
        let both = false;
        for (let minute = 15; minute < 7 * 24 * 60 && !both; minute += 30) both = on(a, minute) && on(b, minute);
        expect(shifts(shift(a.from, a.to, a), shift(b.from, b.to, b)).length > 0).toBe(both);
      }),
      { numRuns: 40 },
    );
  });
});

describe('refuses changes', () => {
  it('two for the same date and agent, or for all', () => {
    const change = { date: '2026-10-01', hours: [] };
    expect(
      found({
        changes: [
          { ...change, agents: [] },
          { ...change, agents: [] },
        ],
      }),
    ).toEqual(['changes.1: There is another change on 2026-10-01 for everybody']);
    expect(
      found({
        changes: [
          { ...change, ...LIN },
          { ...change, ...WANG },
          { ...change, agents: ['agt_he', 'agt_lin'] },
        ],
      }),
    ).toEqual(['changes.2: There is another change on 2026-10-01 for agt_lin']);
  });

  it('hours that overlap, over midnight too', () => {
    const hours = (...pairs: [string, string][]) =>
      found({ changes: [{ date: '2026-10-01', agents: [], hours: pairs.map(([from, to]) => ({ from, to })) }] });
    expect(hours(['09:00', '12:00'], ['11:00', '13:00'])).toEqual([
      'changes.0.hours.1: 11:00–13:00 overlaps hours before it',
    ]);
    expect(hours(['20:00', '02:00'], ['23:00', '23:30'])).toHaveLength(1);
    expect(hours(['20:00', '02:00'], ['00:00', '03:00'])).toEqual([]);
  });

  it.each(['2026-02-29', '2026-13-01', '01.10.2026', '2026-10-1'])('the date %s', (date) => {
    expect(found({ changes: [{ date, agents: [], hours: [] }] })).toEqual([
      `changes.0.date: ${date} is no date: write one such as 2026-10-01`,
    ]);
  });
});

describe('refuses', () => {
  it('a zone that does not exist', () => {
    expect(found({ timeZone: 'Asia/Atlantis' })).toEqual([
      'timeZone: There is no time zone Asia/Atlantis; write one such as Asia/Shanghai',
    ]);
  });

  it('times of day that are none, and says nothing more of those', () => {
    expect(shifts(shift('9:00', '18:00'), shift('09:00', '24:00'))).toEqual([
      'shifts.0.from: 9:00 is no time of day: write one such as 08:30 or 22:00',
      'shifts.1.to: 24:00 is no time of day: write one such as 08:30 or 22:00',
    ]);
    expect(found({ changes: [{ date: '2026-10-01', agents: [], hours: [{ from: '08:60', to: 'noon' }] }] })).toEqual([
      'changes.0.hours.0.from: 08:60 is no time of day: write one such as 08:30 or 22:00',
      'changes.0.hours.0.to: noon is no time of day: write one such as 08:30 or 22:00',
    ]);
  });
});
