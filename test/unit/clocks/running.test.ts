/** What happens to a single clock that is always counted: begin, pause, go on, stop, be taken up, get another target. */

import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../core/domain/clocks/clock.ts';
import {
  begin,
  cancel,
  elapsedMs,
  pause,
  resume,
  retarget,
  stop,
  takeUp,
} from '../../../core/domain/clocks/running.ts';
import { marksOf, type Selected } from '../../../core/domain/clocks/selection.ts';
import type { Policy } from '../../../core/domain/policy.ts';
import { addMs, type Instant, msBetween, toMs } from '../../../core/domain/time.ts';
import { PRIORITIES, type Priority } from '../../../core/domain/vocabulary.ts';
import fc from '../../support/properties.ts';
import { at, MINUTE, START, since } from '../people.ts';
import { PLAIN, promise } from '../rules.ts';

const RESOLUTION: Readonly<Record<Priority, number>> = { P0: 60, P1: 120, P2: 240, P3: 1440 };
const FIRST: Readonly<Record<Priority, number>> = { P0: 5, P1: 15, P2: 30, P3: 120 };

const selected = (minutes: number): Selected => {
  const rule = promise({}, { resolution: minutes });
  return { rule, target: rule.targets.resolution! };
};
const resolution = (priority: Priority): Clock => begin('resolution', selected(RESOLUTION[priority]), START, PLAIN);
const on = (clock: Clock, now: Instant) => resume(clock, now, PLAIN);
const stopAt = (clock: Clock, now: Instant) => stop(clock, now, PLAIN);
const back = (clock: Clock, now: Instant, grace?: number) => takeUp('resolution', clock, now, undefined, PLAIN, grace);
const warning = ({ ahead }: Clock) => ahead[0]!.at;

const ms = fc.integer({ min: 0, max: 5 * 24 * 60 * MINUTE });
const priority = fc.constantFrom(...PRIORITIES);

describe('targets', () => {
  it.each([
    ['P0', '03:45', '05:00', '45:00', '1:00:00'],
    ['P1', '11:15', '15:00', '1:30:00', '2:00:00'],
    ['P2', '22:30', '30:00', '3:30:00', '4:00:00'],
    ['P3', '1:30:00', '2:00:00', '23:30:00', '24:00:00'],
  ] as const)('%s: warned and due', (name, ...expected) => {
    const first = begin('firstResponse', selected(FIRST[name]), START, PLAIN);
    const end = resolution(name);
    expect([warning(first), first.dueAt, warning(end), end.dueAt].map(since)).toEqual(expected);
  });

  it('the usual warning lies between the start and the end of any target', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 10_000, noNaN: true }), (target) => {
        const [first, last] = marksOf('resolution', { minutes: target }, PLAIN);
        expect(last).toBe(target);
        expect(first).toBeGreaterThan(0);
        expect(first).toBeLessThan(target);
      }),
    );
  });
});

describe('pause and resume', () => {
  it('moves what is to come by exactly the length of the pauses, and nothing that is past', () => {
    fc.assert(
      fc.property(priority, fc.array(fc.tuple(ms, ms), { maxLength: 6 }), (name, spells) => {
        const clock = resolution(name);
        let now = START;
        let paused = 0;
        let moved = clock;
        for (const [runs, rests] of spells) {
          // Nothing is due yet when it is paused.
          fc.pre(addMs(now, runs) < warning(moved));
          moved = pause(moved, addMs(now, runs), 'other');
          now = addMs(now, runs + rests);
          moved = on(moved, now);
          paused += rests;
        }
        expect(moved.state).toBe('running');
        expect(moved.dueAt).toBe(addMs(clock.dueAt, paused));
        expect(moved.ahead).toEqual(clock.ahead.map((mark) => ({ ...mark, at: addMs(mark.at, paused) })));
        expect(moved.pauses.every(({ from, to }) => to !== undefined && from < to)).toBe(true);
      }),
    );
  });

  it('at the same instant changes nothing', () => {
    fc.assert(
      fc.property(priority, ms, (name, runs) => {
        const clock = resolution(name);
        const when = addMs(START, runs);
        expect(on(pause(clock, when, 'customer'), when)).toEqual(clock);
      }),
    );
  });

  it('a second pause, and a resume without one, change nothing', () => {
    const clock = resolution('P1');
    const paused = pause(clock, at('10:00'), 'customer');
    expect(pause(paused, at('20:00'), 'thirdParty')).toBe(paused);
    expect(on(clock, at('20:00'))).toBe(clock);
  });

  it('from the very instant at which it is due, leaves that where it is', () => {
    const held = on(pause(resolution('P1'), at('2:00:00'), 'customer'), at('5:00:00'));
    expect(held.dueAt).toBe(at('2:00:00'));
    expect(elapsedMs(held, PLAIN.calendars.always!, at('6:00:00'))).toBe(3 * 60 * MINUTE);
  });

  it('a missed clock is paused too, and stays missed', () => {
    const missed: Clock = { ...resolution('P1'), state: 'missed', breachedAt: at('2:00:00'), ahead: [] };
    const paused = pause(missed, at('3:00:00'), 'customer');
    expect(paused).toMatchObject({ state: 'missed', pauses: [{ from: at('3:00:00'), for: 'customer' }] });
    const going = on(paused, at('5:00:00'));
    expect(going).toMatchObject({ state: 'missed', dueAt: at('2:00:00') });
    expect(elapsedMs(going, PLAIN.calendars.always!, at('6:00:00'))).toBe(4 * 60 * MINUTE);
  });
});

describe('stop', () => {
  it.each([
    ['1:59:59', 'met'],
    ['2:00:00', 'missed'],
    ['2:00:01', 'missed'],
  ])('at %s of a target of 2 h: %s', (when, state) => {
    expect(stopAt(resolution('P1'), at(when))).toMatchObject({ state, stoppedAt: at(when), ahead: [] });
  });

  it('while paused counts the time before the pause alone', () => {
    const stopped = stopAt(pause(resolution('P1'), at('1:00:00'), 'customer'), at('9:00:00'));
    expect(stopped).toMatchObject({ state: 'met', dueAt: at('10:00:00'), stoppedAt: at('9:00:00') });
    expect(stopped.pauses).toEqual([{ from: at('1:00:00'), to: at('9:00:00'), for: 'customer' }]);
  });

  it('a second stop changes nothing', () => {
    const stopped = stopAt(resolution('P1'), at('1:00:00'));
    expect(stopAt(stopped, at('3:00:00'))).toBe(stopped);
    expect(cancel(stopped, at('3:00:00'))).toBe(stopped);
  });

  it('cancelling ends it without a verdict, but a miss stays one', () => {
    const paused = pause(resolution('P1'), at('1:00:00'), 'customer');
    expect(cancel(paused, at('9:00:00'))).toMatchObject({
      state: 'cancelled',
      stoppedAt: at('9:00:00'),
      pauses: [{ from: at('1:00:00'), to: at('9:00:00') }],
      ahead: [],
    });
    const missed: Clock = { ...resolution('P1'), state: 'missed', breachedAt: at('2:00:00') };
    expect(cancel(missed, at('3:00:00'))).toMatchObject({ state: 'missed', stoppedAt: at('3:00:00') });
  });

  it('taken back it is as if it had never happened', () => {
    fc.assert(
      fc.property(priority, ms, (name, when) => {
        const clock = resolution(name);
        expect(back(stopAt(clock, addMs(START, when)), addMs(START, when))).toEqual(clock);
      }),
    );
    const missed: Clock = { ...resolution('P1'), state: 'missed', breachedAt: at('2:00:00'), ahead: [] };
    expect(back(stopAt(missed, at('3:00:00')), at('4:00:00'))).toEqual(missed);
  });
});

describe('after a reopening', () => {
  const GRACE = PLAIN.closing.graceMinutes;

  it('it goes on with the time that was left, and at least the grace', () => {
    fc.assert(
      fc.property(priority, ms, ms, (name, runs, rests) => {
        const clock = resolution(name);
        const stopped = stopAt(clock, addMs(START, runs));
        fc.pre(stopped.state === 'met');
        const now = addMs(START, runs + rests);
        const again = back(stopped, now, GRACE);
        const left = Math.max(toMs(clock.dueAt) - toMs(START) - runs, GRACE * MINUTE);
        expect(again.state).toBe('running');
        expect(msBetween(now, again.dueAt)).toBe(left);
        expect(again.ahead.at(-1)).toEqual({ minutes: clock.targetMinutes, at: again.dueAt });
        expect(warning(again) >= now && warning(again) < again.dueAt).toBe(true);
      }),
    );
  });

  it('who was warned of the first end is warned of that of the grace', () => {
    const warned: Clock = { ...resolution('P1'), warnedAt: at('1:30:00') };
    const again = back(stopAt(warned, at('1:59:00')), at('9:00:00'), GRACE);
    expect(again.warnedAt).toBeUndefined();
    expect(again.ahead.map(({ at: mark }) => mark)).toEqual([at('9:30:00'), at('10:00:00')]);
  });

  it('a hold does not use up the grace, nor grant it twice', () => {
    const again = back(stopAt(resolution('P1'), at('1:59:00')), at('9:00:00'), GRACE);
    expect(again.dueAt).toBe(at('10:00:00'));
    const held = on(pause(again, at('9:20:00'), 'customer'), at('20:00:00'));
    expect(held.dueAt).toBe(at('20:40:00'));
    expect(on(pause(held, at('20:30:00'), 'customer'), at('21:00:00')).dueAt).toBe(at('21:10:00'));
  });

  it('a breach stays a breach, and a hold after it does not move its due time', () => {
    const again = back(stopAt(resolution('P1'), at('1:59:00')), at('9:00:00'), GRACE);
    const missed: Clock = { ...again, state: 'missed', breachedAt: at('10:00:00'), ahead: [] };
    expect(back(stopAt(missed, at('11:00:00')), at('12:00:00')).state).toBe('missed');
    expect(on(pause(missed, at('11:00:00'), 'customer'), at('20:00:00')).dueAt).toBe(at('10:00:00'));
  });
});

describe('another target', () => {
  const to = (clock: Clock, name: Priority, now: Instant, raised = false, policy: Policy = PLAIN) =>
    retarget('resolution', clock, selected(RESOLUTION[name]), now, policy, raised);

  it('there and back is the same clock, while nothing is due', () => {
    fc.assert(
      fc.property(priority, priority, ms, ms, (from, other, runs, rests) => {
        const now = addMs(START, runs + rests);
        const clock = on(pause(resolution(from), addMs(START, runs), 'other'), now);
        fc.pre(addMs(START, runs) < warning(resolution(from)) && addMs(START, runs) < warning(resolution(other)));
        expect(to(to(clock, other, now), from, now)).toEqual({ ...clock, policy: '{}' });
      }),
    );
  });

  it('of a paused clock keeps the pause', () => {
    const paused = to(pause(resolution('P3'), at('1:00:00'), 'customer'), 'P1', at('1:30:00'));
    expect(on(paused, at('5:00:00')).dueAt).toBe(at('6:00:00'));
  });

  it('of a stopped clock shows when it goes on, and rewrites nothing that is past', () => {
    fc.assert(
      fc.property(priority, priority, ms, (from, other, when) => {
        const now = addMs(START, when);
        const stopped = stopAt(resolution(from), now);
        fc.pre(stopped.state === 'met');
        const after = to(stopped, other, now);
        expect(after).toMatchObject({ state: 'met', stoppedAt: stopped.stoppedAt });
        expect(back(after, now).dueAt).toBe(resolution(other).dueAt);
      }),
    );
  });

  it('leaves alone what has been missed, stopped or not', () => {
    const stopped = stopAt(resolution('P1'), at('3:00:00'));
    expect(to(stopped, 'P3', at('3:00:00'))).toBe(stopped);
    const missed: Clock = { ...resolution('P1'), state: 'missed' };
    expect(to(missed, 'P3', at('3:00:00'))).toBe(missed);
  });

  it('warns of nothing that has passed, and of what is still to come', () => {
    const lowered = to(resolution('P1'), 'P2', at('1:40:00'));
    expect(lowered.ahead.map((mark) => since(mark.at))).toEqual(['3:30:00', '4:00:00']);
    const raised = to(resolution('P3'), 'P1', at('1:40:00'), true);
    expect(raised.ahead).toEqual([{ minutes: 120, at: at('2:00:00') }]);
  });

  it('that is over already is marked so', () => {
    expect(to(resolution('P3'), 'P1', at('5:00:00'), true).ahead).toEqual([
      { minutes: 120, at: at('2:00:00'), past: true },
    ]);
  });
});
