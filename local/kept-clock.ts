/** A clock that never goes back, whatever happened between two starts on the same data. */
import { Clock, type Mode } from './clock.ts';
import type { Values } from './values.ts';

const NAME = 'clock';
const SAVE_EVERY_MS = 1000;

interface Saved {
  /** Epoch ms of the clock, and of the wall, when it was saved. */
  readonly virtual: number;
  readonly wall: number;
  /** A time that the clock cannot have passed if the process died before the next save. */
  readonly ahead: number;
}

export interface KeptClock {
  readonly clock: Clock;
  /** To be called after the clock was moved. */
  save(): void;
  stop(): void;
}

/**
 * Real and scaled clocks go on as if real time had passed since the last run, so that an advance of that run is kept;
 * a stepped one stands where it stood. `start`: epoch ms, for the first run.
 */
export function keepClock(values: Values, mode: Mode, start?: number): KeptClock {
  const text = values.get(NAME);
  const saved = text === undefined ? undefined : (JSON.parse(text) as Saved);
  const clock = new Clock(mode, saved ? Math.max(continued(saved, mode), start ?? 0) : start);
  const factor = mode.kind === 'scaled' ? mode.factor : 0;
  const save = (margin: number): void => {
    const virtual = clock.now();
    values.set(NAME, JSON.stringify({ virtual, wall: Date.now(), ahead: virtual + margin } satisfies Saved));
  };
  // At factor 1 the wall tells how far the clock got; beyond it only a mark ahead of the clock can.
  const margin = factor > 1 ? 2 * SAVE_EVERY_MS * factor : 0;
  save(margin);
  const timer = factor > 1 ? setInterval(() => save(margin), SAVE_EVERY_MS).unref() : undefined;
  return {
    clock,
    save: () => save(margin),
    stop() {
      clearInterval(timer);
      save(0);
      clock.stop();
    },
  };
}

function continued({ virtual, wall, ahead }: Saved, mode: Mode): number {
  const passed = mode.kind === 'scaled' ? Math.max(0, Date.now() - wall) : 0;
  return Math.max(virtual + passed, ahead);
}
