/** The one timer on the clock for all executions: it stands at the earliest time that any stored row waits for. */
import type { Clock, Timer } from '../clock.ts';
import type { Rows } from './rows.ts';

type Expire = (execution: number, frame: number | null) => void;

export class Alarm {
  readonly #rows: Rows;
  readonly #clock: Clock;
  readonly #expire: Expire;
  /** Rows due up to this time have been told. */
  #swept = Number.NEGATIVE_INFINITY;
  #timer: Timer | undefined;
  #armed: number | undefined;

  /** `expire` is told each frame, or execution (frame null), whose time has come, in order of time. */
  constructor(rows: Rows, clock: Clock, expire: Expire) {
    this.#rows = rows;
    this.#clock = clock;
    this.#expire = expire;
  }

  /** To be called whenever rows have changed. */
  arm(): void {
    const next = this.#rows.nextDue(this.#swept);
    if (next === this.#armed) return;
    this.#timer?.cancel();
    this.#armed = next;
    this.#timer = next === undefined ? undefined : this.#clock.at(next, () => this.#sweep());
  }

  /** Tells a row at once that was stored with a time already swept over. */
  check(execution: number, frame: number, due: number | undefined): void {
    if (due !== undefined && due <= this.#swept) this.#expire(execution, frame);
  }

  stop(): void {
    this.#timer?.cancel();
  }

  #sweep(): void {
    const now = this.#clock.now();
    this.#armed = undefined;
    const due = this.#rows.due(this.#swept, now);
    this.#swept = now;
    for (const { execution, frame } of due) this.#expire(execution, frame);
    if (due.length === 0) this.arm();
  }
}
