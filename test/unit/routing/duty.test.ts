import { describe, expect, it } from 'vitest';
import type { Agent } from '../../../core/domain/routing/agent.ts';
import { dutyOf, endsSoon, isOnLeave, leaveStart } from '../../../core/domain/routing/duty.ts';
import type { Shift, Team } from '../../../core/domain/routing/team.ts';
import { instantOf, minutesOf } from '../../../core/domain/routing/zone.ts';
import { addMs } from '../../../core/domain/time.ts';
import { agent, policy, START, team } from './desk.ts';

const LIN = agent('lin');
const WANG = agent('wang');

/** Clocks of the team: `22 09:00` is a day of November 2026 (the 22nd is a Sunday), Shanghai. */
const on = (text: string, zone = 'Asia/Shanghai') => {
  const [day, time] = text.split(' ') as [string, string];
  return instantOf({ date: `2026-11-${day}`, minutes: minutesOf(time) }, zone);
};
const shift = (from: string, to: string, over: Partial<Shift> = {}): Shift => ({
  name: `${from}-${to}`,
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  agents: [],
  from,
  to,
  ...over,
});

/** The absence, or `until` and the end of the shift on the clocks of the team, or `on duty`. */
const duty = (who: Agent, where: Team | undefined, now: string): string => {
  const { absence, endsAt } = dutyOf(who, where, now, policy.routing);
  return absence ?? (endsAt ? `until ${endsAt}` : 'on duty');
};
const until = (text: string) => `until ${on(text)}`;

describe('without a roster', () => {
  it.each(['busy', 'away', 'offline'] as const)('who is %s is absent', (presence) => {
    expect(duty({ ...LIN, presence }, undefined, START)).toBe(presence);
  });

  it('who is online is on duty, whether the team is known or not', () => {
    expect(duty(LIN, undefined, START)).toBe('on duty');
    expect(duty(LIN, team({ shifts: [] }), START)).toBe('on duty');
  });

  it('a change counts all the same: a day off for all, or other hours for one', () => {
    const where = team({
      shifts: [],
      changes: [
        { date: '2026-11-23', agents: [], hours: [] },
        { date: '2026-11-24', agents: [LIN.id], hours: [{ from: '10:00', to: '12:00' }] },
      ],
    });
    expect(duty(LIN, where, on('22 23:59'))).toBe(until('23 00:00'));
    expect(duty(LIN, where, on('23 00:00'))).toBe('offShift');
    expect(duty(LIN, where, on('24 09:59'))).toBe('offShift');
    expect(duty(LIN, where, on('24 11:00'))).toBe(until('24 12:00'));
    expect(duty(WANG, where, on('24 09:59'))).toMatch(/^until/);
  });
});

describe('the sign of life', () => {
  const seen = (ms: number) => duty({ ...LIN, seenAt: addMs(START, -ms) }, undefined, START);

  it('keeps who gave one in the last 90 seconds, and not a millisecond longer', () => {
    expect([seen(0), seen(90_000), seen(90_001)]).toEqual(['on duty', 'on duty', 'noHeartbeat']);
  });

  it('is asked of those alone who give any', () => {
    expect(duty(LIN, undefined, START)).toBe('on duty');
    expect(duty({ ...LIN, presence: 'busy', seenAt: addMs(START, -100_000) }, undefined, START)).toBe('busy');
  });
});

describe('the week', () => {
  const days = team({ shifts: [shift('09:00', '18:00')] });

  it.each([
    ['23 08:59', 'offShift'],
    ['23 09:00', until('23 18:00')],
    ['23 17:59', until('23 18:00')],
    ['23 18:00', 'offShift'],
    ['22 12:00', 'offShift'],
  ])('a day shift at %s: %s', (now, expected) => {
    expect(duty(LIN, days, on(now))).toBe(expected);
  });

  it.each([
    ['27 21:59', 'offShift'],
    ['27 22:00', until('28 06:00')],
    ['28 05:59', until('28 06:00')], // Saturday, the night of Friday
    ['28 06:00', 'offShift'],
    ['28 22:00', 'offShift'],
    ['23 02:00', 'offShift'], // Monday: there is no night of Sunday
  ])('a night shift at %s: %s', (now, expected) => {
    expect(duty(LIN, team({ shifts: [shift('22:00', '06:00')] }), on(now))).toBe(expected);
  });

  it('one shift after the other without a gap is one', () => {
    const where = team({ shifts: [shift('16:00', '00:00'), shift('08:00', '16:00'), shift('00:00', '04:00')] });
    expect(duty(LIN, where, on('24 09:00'))).toBe(until('25 04:00'));
    expect(duty(LIN, where, on('25 05:00'))).toBe('offShift');
  });

  it('is for those who are named', () => {
    const where = team({ shifts: [shift('09:00', '13:00', { agents: [LIN.id] }), shift('13:00', '18:00')] });
    expect(duty(LIN, where, on('23 10:00'))).toBe(until('23 18:00'));
    expect(duty(WANG, where, on('23 10:00'))).toBe('offShift');
    expect(duty(WANG, where, on('23 14:00'))).toBe(until('23 18:00'));
  });

  it('is kept by the clocks of the team when they change', () => {
    const where = team({ timeZone: 'America/New_York', shifts: [shift('00:30', '04:30', { weekdays: ['sun'] })] });
    // One hour more on 1 November, when the clocks go back: the shift lasts five hours.
    expect(duty(LIN, where, '2026-11-01T04:30:00.000Z')).toBe('until 2026-11-01T09:30:00.000Z');
    // One hour less on 8 March.
    expect(duty(LIN, where, '2026-03-08T05:30:00.000Z')).toBe('until 2026-03-08T08:30:00.000Z');
  });

  it('says the end of the shift of those too who are not online', () => {
    const away = { ...LIN, presence: 'away' as const };
    expect(dutyOf(away, days, on('23 10:00'), policy.routing)).toEqual({ absence: 'away', endsAt: on('23 18:00') });
  });
});

describe('a dated change', () => {
  const where = (...changes: Team['changes']) => team({ shifts: [shift('09:00', '18:00')], changes });

  it('for the team replaces the shifts of that date, and of no other', () => {
    const holiday = where({ date: '2026-11-23', agents: [], hours: [] });
    expect(duty(LIN, holiday, on('23 10:00'))).toBe('offShift');
    expect(duty(LIN, holiday, on('24 10:00'))).toBe(until('24 18:00'));
  });

  it('for one agent goes before one for the team, in whatever order they stand', () => {
    const holiday = { date: '2026-11-23', agents: [], hours: [] };
    const duties = { date: '2026-11-23', agents: [LIN.id], hours: [{ from: '10:00', to: '12:00' }] };
    for (const roster of [where(holiday, duties), where(duties, holiday)]) {
      expect(duty(LIN, roster, on('23 11:00'))).toBe(until('23 12:00'));
      expect(duty(WANG, roster, on('23 11:00'))).toBe('offShift');
    }
  });

  it('may add a night to a day off', () => {
    const night = where({ date: '2026-11-22', agents: [LIN.id], hours: [{ from: '22:00', to: '02:00' }] });
    expect(duty(LIN, night, on('23 01:59'))).toBe(until('23 02:00'));
    expect(duty(WANG, night, on('23 01:59'))).toBe('offShift');
  });
});

describe('a leave', () => {
  const away = { ...LIN, leave: [{ from: '2026-11-23', until: '2026-11-24' }] };

  it('is of whole dates in the zone of the team, first and last included', () => {
    const where = team({ shifts: [] });
    expect(['22 23:59', '23 00:00', '24 23:59', '25 00:00'].map((now) => isOnLeave(away, where, on(now)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const newYork = team({ shifts: [], timeZone: 'America/New_York' });
    expect(isOnLeave(away, newYork, on('22 23:59', 'America/New_York'))).toBe(false);
    expect(isOnLeave(away, newYork, on('23 00:00', 'America/New_York'))).toBe(true);
  });

  it('goes before everything else', () => {
    expect(duty({ ...away, presence: 'busy' }, team(), on('23 10:00'))).toBe('onLeave');
  });

  it('began with its first date, of two at once with the earlier one', () => {
    expect(leaveStart(away, team(), on('24 12:00'))).toBe(on('23 00:00'));
    const two = { ...away, leave: [...away.leave, { from: '2026-11-20', until: '2026-11-23' }] };
    expect(leaveStart(two, team(), on('23 12:00'))).toBe(on('20 00:00'));
    expect(leaveStart(away, team(), on('25 00:00'))).toBeUndefined();
  });
});

describe('the end of a shift', () => {
  it('is near 15 minutes before it', () => {
    const near = (now: string) => endsSoon(dutyOf(LIN, team(), on(now), policy.routing), on(now), policy.routing);
    expect(['23 17:44', '23 17:45', '23 17:59', '23 18:00'].map(near)).toEqual([false, true, true, false]);
  });

  it('is never near without a roster', () => {
    expect(endsSoon(dutyOf(LIN, undefined, START, policy.routing), START, policy.routing)).toBe(false);
  });
});
