/** Due times under any calendar and any pauses, against a walk minute by minute. */

import { describe, expect, it } from 'vitest';
import { type Calendar, isOpen } from '../../../core/domain/calendar/calendar.ts';
import type { Clock } from '../../../core/domain/clocks/clock.ts';
import { begin, elapsedMs, pause, resume } from '../../../core/domain/clocks/running.ts';
import type { Policy } from '../../../core/domain/policy.ts';
import { addMinutes, type Instant, MINUTE_MS, toInstant } from '../../../core/domain/time.ts';
import fc from '../../support/properties.ts';
import { CHANGES, calendarIn } from '../any-calendar.ts';
import { PLAIN, promise } from '../rules.ts';

/** Weeks around the days on which clocks change; to the minute, as the walk goes. */
const scene = fc.constantFrom(...CHANGES).chain(([zone, date]) =>
  fc.record({
    calendar: calendarIn(zone, [date]),
    start: fc
      .integer({ min: -4 * 1440, max: 2 * 1440 })
      .map((minutes) => toInstant(Date.parse(date) + minutes * MINUTE_MS)),
    target: fc.integer({ min: 1, max: 900 }),
    /** Minutes that it runs, and rests then. */
    spells: fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 2000 })), { maxLength: 5 }),
  }),
);

const under = (calendar: Calendar): Policy => ({ ...PLAIN, calendars: { ...PLAIN.calendars, any: calendar } });

const begun = (start: Instant, minutes: number, policy: Policy): Clock => {
  const rule = promise({}, { resolution: { minutes, calendar: 'any', warnings: [{ percent: 50 }] } });
  return begin('resolution', { rule, target: rule.targets.resolution! }, start, policy);
};

/** Its life: after each spell of running it rests, and goes on. */
const lived = (clock: Clock, spells: readonly (readonly [number, number])[], policy: Policy): Clock => {
  let [now, state] = [clock.startedAt, clock];
  for (const [runs, rests] of spells) {
    now = addMinutes(now, runs);
    state = pause(state, now, 'customer');
    now = addMinutes(now, rests);
    state = resume(state, now, policy);
  }
  return state;
};

const WALK = 30 * 1440;
/** The end of the minute in which so many open ones outside the pauses have passed; undefined when the walk is too short. */
const walked = (calendar: Calendar, { startedAt, pauses }: Clock, minutes: number): Instant | undefined => {
  let counted = 0;
  for (let step = 0; step < WALK; step += 1) {
    const at = addMinutes(startedAt, step);
    if (pauses.some(({ from, to }) => from <= at && (to === undefined || at < to)) || !isOpen(calendar, at)) continue;
    counted += 1;
    if (counted === minutes) return addMinutes(startedAt, step + 1);
  }
  return undefined;
};

describe('a clock of any calendar with any pauses', () => {
  it('is due after its target plus its pauses, in working time', () => {
    fc.assert(
      fc.property(scene, ({ calendar, start, target, spells }) => {
        const policy = under(calendar);
        const clock = lived(begun(start, target, policy), spells, policy);
        const due = walked(calendar, clock, target);
        fc.pre(due !== undefined);
        expect(clock.dueAt).toBe(due);
      }),
      { numRuns: 150 },
    );
  });

  it('has counted what the walk counts', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 0, max: 6 * 1440 }), ({ calendar, start, target, spells }, after) => {
        const policy = under(calendar);
        const clock = lived(begun(start, target, policy), spells, policy);
        const until = addMinutes(start, after);
        const minutes = Array.from({ length: after }, (_, step) => addMinutes(start, step));
        const open = minutes.filter(
          (at) => isOpen(calendar, at) && !clock.pauses.some(({ from, to }) => from <= at && at < to!),
        );
        expect(elapsedMs(clock, calendar, until)).toBe(open.length * MINUTE_MS);
      }),
      { numRuns: 60 },
    );
  });

  it('has its marks in order, each at its own minutes', () => {
    fc.assert(
      fc.property(scene, ({ calendar, start, target, spells }) => {
        const policy = under(calendar);
        const clock = lived(begun(start, target * 2, policy), spells, policy);
        const [warning, due] = clock.ahead;
        const expected = walked(calendar, clock, target);
        fc.pre(expected !== undefined);
        expect([warning!.at, due!.at]).toEqual([expected, clock.dueAt]);
      }),
      { numRuns: 60 },
    );
  });

  it('is not changed by a pause that ends at the instant at which it began', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 0, max: 900 }), ({ calendar, start, target, spells }, after) => {
        const policy = under(calendar);
        const clock = lived(begun(start, target, policy), spells, policy);
        const now = addMinutes(clock.pauses.at(-1)?.to ?? start, after);
        expect(resume(pause(clock, now, 'customer'), now, policy)).toEqual(clock);
      }),
    );
  });

  it('does not care whether a hold is one or two', () => {
    const rest = fc.integer({ min: 1, max: 2000 });
    fc.assert(
      fc.property(scene, rest, rest, ({ calendar, start, target, spells }, first, second) => {
        const policy = under(calendar);
        const clock = lived(begun(start, target, policy), spells, policy);
        const { pauses: _, ...once } = lived(clock, [], policy);
        const now = addMinutes(clock.pauses.at(-1)?.to ?? start, 1);
        const held = (...ends: readonly number[]): Clock => {
          let [state, from] = [clock, now];
          for (const minutes of ends) {
            state = resume(pause(state, from, 'customer'), addMinutes(from, minutes), policy);
            from = addMinutes(from, minutes);
          }
          return state;
        };
        const [whole, split] = [held(first + second), held(first, second)];
        expect({ ...split, pauses: [] }).toEqual({ ...whole, pauses: [] });
        expect(split.dueAt >= once.dueAt).toBe(true);
        const later = addMinutes(now, first + second + 100);
        expect(elapsedMs(split, calendar, later)).toBe(elapsedMs(whole, calendar, later));
      }),
    );
  });
});
