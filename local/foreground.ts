/** Requests of people and channels go first: work behind the scenes gets what they leave, and always a little. */

const SHARE_MS = 100; // on the wall: under a burst one piece of work each, so that it is delayed and never stopped

export class Foreground {
  readonly #calmMs: number;
  #inFlight = 0;
  #lastEnd = Number.NEGATIVE_INFINITY;
  #lastShare = Number.NEGATIVE_INFINITY;
  readonly #waiting: (() => void)[] = [];
  #watch: NodeJS.Timeout | undefined;

  /** `calmMs`: how long no request may have been in flight, on the wall. */
  constructor(calmMs: number) {
    this.#calmMs = calmMs;
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#inFlight += 1;
    try {
      return await work();
    } finally {
      this.#inFlight -= 1;
      this.#lastEnd = performance.now();
    }
  }

  /** Resolves at once when no request has been in flight for a while; under a burst in order of the calls, ten a second. */
  calm(): Promise<void> {
    if (this.#isCalm() && this.#waiting.length === 0) return Promise.resolve();
    this.#watch ??= setInterval(() => this.#release(), this.#calmMs / 2);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #isCalm(): boolean {
    return this.#inFlight === 0 && performance.now() - this.#lastEnd >= this.#calmMs;
  }

  #release(): void {
    const now = performance.now();
    if (this.#isCalm()) for (const resume of this.#waiting.splice(0)) resume();
    else if (now - this.#lastShare >= SHARE_MS) {
      this.#lastShare = now;
      this.#waiting.shift()?.();
    }
    if (this.#waiting.length > 0) return;
    clearInterval(this.#watch);
    this.#watch = undefined;
  }
}
