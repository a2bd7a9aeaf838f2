/** Lifecycle rules: what is old enough goes away at the next midnight, UTC, of the runtime's clock. */
import type { Clock, Timer } from '../clock.ts';
import type { LifecycleRule } from './bucket-properties.ts';
import type { ObjectRows, StoredObject } from './object-rows.ts';

const DAY_MS = 24 * 60 * 60_000;

export interface LifecycleDeps {
  readonly clock: Clock;
  readonly rows: ObjectRows;
  readonly rulesOf: () => Iterable<readonly [bucket: string, rules: readonly LifecycleRule[]]>;
  readonly expire: (object: StoredObject) => void;
}

export class Lifecycle {
  readonly #deps: LifecycleDeps;
  #timer: Timer | undefined;
  #due = Number.POSITIVE_INFINITY;
  #running = false;

  constructor(deps: LifecycleDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#running = true;
    this.#sweep();
  }

  stop(): void {
    this.#running = false;
    this.#timer?.cancel();
  }

  /** To be called when an object was put: there is a timer only while something is going to expire. */
  arm(): void {
    const { clock } = this.#deps;
    if (!this.#running || this.#due <= midnightAfter(clock.now())) return; // nothing can be due before that
    const due = Math.min(...this.#expiring().map(({ oldest, afterMs }) => midnightAfter(oldest + afterMs)));
    if (due >= this.#due) return;
    this.#timer?.cancel();
    this.#due = due;
    this.#timer = clock.at(due, () => this.#sweep());
  }

  #sweep(): void {
    const { clock, rows, expire } = this.#deps;
    const lastMidnight = Math.floor(clock.now() / DAY_MS) * DAY_MS;
    for (const { bucket, prefix, afterMs } of this.#expiring())
      for (const object of rows.putUntil(bucket, prefix, lastMidnight - afterMs)) expire(object);
    this.#due = Number.POSITIVE_INFINITY;
    this.arm();
  }

  /** Rules that something in their bucket waits for. */
  #expiring(): { bucket: string; prefix: string; afterMs: number; oldest: number }[] {
    return [...this.#deps.rulesOf()].flatMap(([bucket, rules]) =>
      rules.flatMap(({ Status, Prefix: prefix, ExpirationInDays: days }) => {
        const oldest = this.#deps.rows.oldest(bucket, prefix);
        const applies = Status === 'Enabled' && days !== undefined && oldest !== undefined;
        return applies ? [{ bucket, prefix, afterMs: days * DAY_MS, oldest }] : [];
      }),
    );
  }
}

/** The first midnight at `time` or later; all in epoch ms. */
const midnightAfter = (time: number): number => Math.ceil(time / DAY_MS) * DAY_MS;
