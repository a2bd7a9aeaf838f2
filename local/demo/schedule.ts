/** Runs many scripts side by side on the stepped clock: time moves on when all of them sleep and the system is at rest. */
import type { Runtime } from '../runtime.ts';

type Time = Pick<Runtime, 'clock' | 'settle' | 'advance'>;

interface Sleeper {
  readonly time: number;
  readonly wake: () => void;
}

const GRAIN_MS = 15_000; // scripts that wake within the same quarter of a minute run at once

export class Schedule {
  readonly #runtime: Time;
  #sleepers: Sleeper[] = [];
  #awake = 0;
  #allAsleep: (() => void) | undefined;

  constructor(runtime: Time) {
    this.#runtime = runtime;
  }

  now(): number {
    return this.#runtime.clock.now();
  }

  /** Resolves when the clock has reached `time` (epoch ms), rounded up to a quarter of a minute. Only inside a script. */
  sleepUntil(time: number): Promise<void> {
    return new Promise((wake) => {
      this.#sleepers.push({ time: Math.ceil(time / GRAIN_MS) * GRAIN_MS, wake });
      this.#fellAsleep();
    });
  }

  /** Begins a script at `time`. Its failure goes to `failed`: the others go on. */
  begin(time: number, script: () => Promise<void>, failed: (error: unknown) => void): void {
    this.#awake += 1;
    this.sleepUntil(time)
      .then(script)
      .catch(failed)
      .finally(() => this.#fellAsleep());
  }

  /** Runs until the clock stands at `end`; scripts that sleep longer are left asleep. */
  async run(end: number): Promise<void> {
    for (;;) {
      await this.#rest();
      await this.#runtime.settle();
      const next = Math.min(...this.#sleepers.map(({ time }) => time));
      await this.#runtime.advance(Math.max(0, Math.min(next, end) - this.now()));
      if (next > end) return;
      const due = this.#sleepers.filter(({ time }) => time <= next);
      this.#sleepers = this.#sleepers.filter(({ time }) => time > next);
      this.#awake += due.length;
      for (const { wake } of due) wake();
    }
  }

  #fellAsleep(): void {
    this.#awake -= 1;
    if (this.#awake === 0) this.#allAsleep?.();
  }

  async #rest(): Promise<void> {
    if (this.#awake > 0)
      await new Promise<void>((resolve) => {
        this.#allAsleep = resolve;
      });
    this.#allAsleep = undefined;
  }
}
