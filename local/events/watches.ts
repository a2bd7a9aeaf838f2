import type { Clock, Timer } from '../clock.ts';
import type { Store } from '../store.ts';
import { nextVisible } from './message-rows.ts';
import type { Pump } from './pump.ts';

interface Watch {
  readonly listeners: Set<() => void>;
  timer: Timer | undefined;
  /** Epoch ms of the timer. */
  time: number;
}

/** Tells who waits for a queue that a message has become visible, with one timer a queue and no polling. */
export class Watches {
  readonly #watches = new Map<string, Watch>();
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #pump: Pump;

  constructor(store: Store, clock: Clock, pump: Pump) {
    this.#store = store;
    this.#clock = clock;
    this.#pump = pump;
  }

  start(): void {
    for (const queue of this.#watches.keys()) {
      this.wake(queue);
      this.rearm(queue);
    }
  }

  stop(): void {
    for (const watch of this.#watches.values()) watch.timer?.cancel();
    this.#watches.clear();
  }

  /** Answers a function that ends the watch. */
  add(queue: string, listener: () => void): () => void {
    const watch = this.#watches.get(queue) ?? { listeners: new Set(), timer: undefined, time: 0 };
    this.#watches.set(queue, watch);
    watch.listeners.add(listener);
    if (this.#pump.running) this.rearm(queue);
    return () => {
      watch.listeners.delete(listener);
      if (watch.listeners.size === 0) this.rearm(queue);
    };
  }

  wake(queue: string): void {
    for (const listener of this.#watches.get(queue)?.listeners ?? []) this.#pump.soon(listener, listener);
  }

  /** A message of the queue becomes visible at `time`. */
  arm(queue: string, time: number): void {
    const watch = this.#watches.get(queue);
    if (!watch || watch.listeners.size === 0 || (watch.timer && watch.time <= time)) return;
    watch.timer?.cancel();
    watch.time = time;
    watch.timer = this.#clock.at(time, () => {
      watch.timer = undefined;
      this.wake(queue);
      this.rearm(queue);
    });
  }

  /** Hidden messages have gone or come back: the timer follows the earliest that is left. */
  rearm(queue: string): void {
    const watch = this.#watches.get(queue);
    if (!watch) return;
    const next = watch.listeners.size > 0 ? nextVisible(this.#store, queue, this.#clock.now()) : undefined;
    if (watch.timer && watch.time !== next) {
      watch.timer.cancel();
      watch.timer = undefined;
    }
    if (next !== undefined) this.arm(queue, next);
  }
}
