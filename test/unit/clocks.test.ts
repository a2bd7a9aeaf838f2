import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  pause,
  restart,
  resume,
  retarget,
  startClocks,
  stop,
  unstop,
  warnAfterMinutes,
} from '../../core/domain/clocks.ts';
import { PRIORITIES, type Priority } from '../../core/domain/ticket.ts';
import { addMs, msBetween, toMs } from '../../core/domain/time.ts';
import { at, MINUTE, policy, START, since } from './desk.ts';

const resolution = (priority: Priority) => startClocks(priority, START, policy).resolution;
const ms = fc.integer({ min: 0, max: 5 * 24 * 60 * MINUTE });
const priority = fc.constantFrom(...PRIORITIES);

describe('targets', () => {
  it.each([
    ['P0', '03:45', '05:00', '45:00', '1:00:00'],
    ['P1', '11:15', '15:00', '1:30:00', '2:00:00'],
    ['P2', '22:30', '30:00', '3:30:00', '4:00:00'],
    ['P3', '1:30:00', '2:00:00', '23:30:00', '24:00:00'],
  ] as const)('%s: warned and due', (name, ...expected) => {
    const { firstResponse, resolution: end } = startClocks(name, START, policy);
    expect([firstResponse.warnAt, firstResponse.dueAt, end.warnAt, end.dueAt].map(since)).toEqual(expected);
  });

  it('the warning lies between the start and the end of any target', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 10_000, noNaN: true }), (target) => {
        const warning = warnAfterMinutes(target, policy.warning);
        expect(warning).toBeGreaterThan(0);
        expect(warning).toBeLessThan(target);
      }),
    );
  });
});

describe('pause and resume', () => {
  it('moves what is to come by exactly the length of the pauses', () => {
    fc.assert(
      fc.property(priority, fc.array(fc.tuple(ms, ms), { maxLength: 6 }), (name, spells) => {
        const clock = resolution(name);
        let now = START;
        let paused = 0;
        let moved = clock;
        for (const [runs, rests] of spells) {
          moved = pause(moved, addMs(now, runs));
          now = addMs(now, runs + rests);
          moved = resume(moved, now);
          paused += rests;
        }
        expect(moved).toEqual({ ...clock, dueAt: addMs(clock.dueAt, paused), warnAt: addMs(clock.warnAt, paused) });
      }),
    );
  });

  it('a second pause, and a resume without one, change nothing', () => {
    const clock = resolution('P1');
    const paused = pause(clock, at('10:00'));
    expect(pause(paused, at('20:00'))).toBe(paused);
    expect(resume(clock, at('20:00'))).toBe(clock);
  });
});

describe('stop', () => {
  it.each([
    ['1:59:59', 'met'],
    ['2:00:00', 'missed'],
    ['2:00:01', 'missed'],
  ])('at %s of a target of 2 h: %s', (when, state) => {
    expect(stop(resolution('P1'), at(when))).toMatchObject({ state, stoppedAt: at(when) });
  });

  it('while paused counts the time before the pause alone', () => {
    const stopped = stop(pause(resolution('P1'), at('1:00:00')), at('9:00:00'));
    expect(stopped).toMatchObject({ state: 'met', dueAt: at('10:00:00'), stoppedAt: at('9:00:00') });
    expect(stopped).not.toHaveProperty('pausedAt');
  });

  it('a second stop changes nothing', () => {
    const stopped = stop(resolution('P1'), at('1:00:00'));
    expect(stop(stopped, at('3:00:00'))).toBe(stopped);
  });

  it('unstop takes it back as if it had never happened', () => {
    fc.assert(
      fc.property(priority, ms, (name, when) => {
        const clock = resolution(name);
        expect(unstop(stop(clock, addMs(START, when)))).toEqual(clock);
      }),
    );
    const missed = { ...resolution('P1'), state: 'missed' as const, breachedAt: at('2:00:00') };
    expect(unstop(stop(missed, at('3:00:00')))).toEqual(missed);
  });
});

describe('restart', () => {
  const GRACE = policy.closing.graceMinutes;

  it('goes on with the time that was left, and at least the grace', () => {
    fc.assert(
      fc.property(priority, ms, ms, (name, runs, rests) => {
        const clock = resolution(name);
        const stopped = stop(clock, addMs(START, runs));
        fc.pre(stopped.state === 'met');
        const now = addMs(START, runs + rests);
        const again = restart(stopped, now, GRACE);
        const left = Math.max(toMs(clock.dueAt) - toMs(START) - runs, GRACE * MINUTE);
        expect(again.state).toBe('running');
        expect(msBetween(now, again.dueAt)).toBe(left);
        expect(again.warnAt >= now && again.warnAt < again.dueAt).toBe(true);
      }),
    );
  });

  it('a breach stays a breach', () => {
    const missed = stop({ ...resolution('P1'), state: 'missed', breachedAt: at('2:00:00') }, at('3:00:00'));
    expect(restart(missed, at('4:00:00'), GRACE).state).toBe('missed');
  });
});

describe('retarget', () => {
  const minutes = (name: Priority) => policy.targets[name].resolutionMinutes;

  it('never grants time by raising the priority, whatever was paused or reopened before', () => {
    fc.assert(
      fc.property(priority, priority, ms, ms, fc.boolean(), (from, to, runs, rests, reopened) => {
        fc.pre(to <= from);
        const then = addMs(START, runs);
        const now = addMs(then, rests);
        const before = resolution(from);
        const moved = reopened
          ? restart(stop(before, then), now, policy.closing.graceMinutes)
          : resume(pause(before, then), now);
        const after = retarget(moved, minutes(to), policy);
        expect(after.dueAt <= moved.dueAt).toBe(true);
      }),
    );
  });

  it('there and back is the same clock', () => {
    fc.assert(
      fc.property(priority, priority, ms, ms, (from, to, runs, rests) => {
        const clock = resume(pause(resolution(from), addMs(START, runs)), addMs(START, runs + rests));
        expect(retarget(retarget(clock, minutes(to), policy), minutes(from), policy)).toEqual(clock);
      }),
    );
  });

  it('of a paused clock keeps the pause', () => {
    const paused = retarget(pause(resolution('P3'), at('1:00:00')), minutes('P1'), policy);
    expect(resume(paused, at('5:00:00')).dueAt).toBe(at('6:00:00'));
  });

  it('of a stopped clock shows when it goes on, and rewrites nothing that is past', () => {
    fc.assert(
      fc.property(priority, priority, ms, (from, to, when) => {
        const stopped = stop(resolution(from), addMs(START, when));
        fc.pre(stopped.state === 'met');
        const after = retarget(stopped, minutes(to), policy);
        expect(after).toMatchObject({ state: 'met', stoppedAt: stopped.stoppedAt });
        expect(unstop(after)).toEqual(retarget(unstop(stopped), minutes(to), policy));
      }),
    );
  });

  it('leaves alone what has been missed, stopped or not', () => {
    const stopped = stop(resolution('P1'), at('3:00:00'));
    expect(retarget(stopped, minutes('P3'), policy)).toBe(stopped);
    const missed = { ...resolution('P1'), state: 'missed' as const };
    expect(retarget(missed, minutes('P3'), policy)).toBe(missed);
  });
});
