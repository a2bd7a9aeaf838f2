import { describe, expect, it } from 'vitest';
import { Clock } from '../../../local/clock.ts';
import { Schedule } from '../../../local/demo/schedule.ts';

const MINUTE = 60_000;

/** A system without timers of its own: time moves when the schedule says so. */
const timeOf = (clock: Clock) => ({
  clock,
  settle: async () => {},
  advance: async (ms: number) => clock.moveTo(clock.now() + ms),
});

const fail = (error: unknown): void => {
  throw error;
};

describe('the schedule of the demo', () => {
  it('wakes every script at its time, in order, and never moves the clock while one is awake', async () => {
    const clock = new Clock({ kind: 'stepped' }, 0);
    const schedule = new Schedule(timeOf(clock));
    const seen: string[] = [];
    const script = (name: string, minutes: number) => async () => {
      for (let step = 0; step < 3; step += 1) {
        const before = clock.now();
        await new Promise((resolve) => setImmediate(resolve)); // work that takes turns of the event loop
        expect(clock.now()).toBe(before);
        seen.push(`${name}${clock.now() / MINUTE}`);
        await schedule.sleepUntil(clock.now() + minutes * MINUTE);
      }
    };
    schedule.begin(2 * MINUTE, script('a', 5), fail);
    schedule.begin(0, script('b', 3), fail);
    await schedule.run(60 * MINUTE);
    expect(seen).toEqual(['b0', 'a2', 'b3', 'b6', 'a7', 'a12']);
    expect(clock.now()).toBe(60 * MINUTE);
  });

  it('tells of a script that breaks off, and goes on with the others', async () => {
    const clock = new Clock({ kind: 'stepped' }, 0);
    const schedule = new Schedule(timeOf(clock));
    const failed: unknown[] = [];
    let reached = false;
    schedule.begin(
      0,
      () => Promise.reject(new Error('stuck')),
      (error) => failed.push(error),
    );
    schedule.begin(
      MINUTE,
      async () => {
        reached = true;
      },
      fail,
    );
    await schedule.run(2 * MINUTE);
    expect(failed).toEqual([new Error('stuck')]);
    expect(reached).toBe(true);
  });

  it('leaves those asleep who sleep beyond the end', async () => {
    const clock = new Clock({ kind: 'stepped' }, 0);
    const schedule = new Schedule(timeOf(clock));
    let reached = false;
    schedule.begin(
      5 * MINUTE,
      async () => {
        reached = true;
      },
      fail,
    );
    await schedule.run(4 * MINUTE);
    expect(reached).toBe(false);
    expect(clock.now()).toBe(4 * MINUTE);
  });
});
