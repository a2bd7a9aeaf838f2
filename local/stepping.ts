/** Moves the clock by hand, and waits for the system to come to rest. */
import type { Activity } from './activity.ts';
import type { KeptClock } from './kept-clock.ts';

export interface Stepping {
  /** Resolves when no timer is due and nothing is in flight. */
  settle(): Promise<void>;
  /** Runs every timer of the next `ms` in order, each to rest, and leaves the clock exactly there. */
  advance(ms: number): Promise<void>;
  /** Moves to the next timer and to rest; false when there is none. */
  advanceToNext(): Promise<boolean>;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function steppingOf({ clock, save }: KeptClock, activity: Activity): Stepping {
  let last: Promise<unknown> = Promise.resolve();
  // Two who move the clock at once take turns.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work, work);
    last = result.catch(() => {});
    return result;
  };
  const settle = async (): Promise<void> => {
    for (;;) {
      await activity.rest();
      if (activity.idle && !((clock.next() ?? Number.POSITIVE_INFINITY) <= clock.now())) return;
      await turn();
    }
  };
  const moveTo = async (time: number): Promise<void> => {
    clock.moveTo(time);
    save();
    await settle();
  };
  return {
    settle,
    advance: (ms) =>
      inTurn(async () => {
        await settle();
        const end = clock.now() + ms;
        for (let next = clock.next(); next !== undefined && next <= end; next = clock.next()) await moveTo(next);
        await moveTo(end);
      }),
    advanceToNext: () =>
      inTurn(async () => {
        await settle();
        const next = clock.next();
        if (next === undefined) return false;
        await moveTo(next);
        return true;
      }),
  };
}
