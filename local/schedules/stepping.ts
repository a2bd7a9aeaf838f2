import type { Clock } from '../clock.ts';
import type { Stepping } from '../stepping.ts';
import type { Schedules } from './schedules.ts';

/**
 * A schedule that recurs for ever would always be what comes next. `advanceToNext` moves to the next timer besides, runs the
 * occurrences on the way there, and answers false when only they are left.
 */
export const besidesSchedules = (stepping: Stepping, clock: Clock, schedules: Schedules): Stepping => ({
  ...stepping,
  async advanceToNext() {
    await stepping.settle();
    const next = schedules.withoutRecurring(() => clock.next());
    if (next === undefined) return false;
    await stepping.advance(Math.max(0, next - clock.now()));
    return true;
  },
});
