/** Requests of people and channels go first: work behind the scenes waits a moment while they come in. */
import { setTimeout as pause } from 'node:timers/promises';

const CALM_MS = 15;
const LONGEST_WAIT_MS = 500; // on the wall: a long burst delays what follows a ticket, it never stops it

export class Foreground {
  #inFlight = 0;
  #lastEnd = Number.NEGATIVE_INFINITY;

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#inFlight += 1;
    try {
      return await work();
    } finally {
      this.#inFlight -= 1;
      this.#lastEnd = performance.now();
    }
  }

  /** Resolves when no request has been in flight for 15 ms, or after 500 ms. */
  async calm(): Promise<void> {
    const latest = performance.now() + LONGEST_WAIT_MS;
    for (let now = performance.now(); now < latest; now = performance.now()) {
      if (this.#inFlight === 0 && now - this.#lastEnd >= CALM_MS) return;
      await pause(CALM_MS / 2);
    }
  }
}
