/** Knows whether the system is at rest: every piece of work in progress is begun and ended here. */
export class Activity {
  #running = 0;
  #waiting: (() => void)[] = [];

  /** Marks one piece of work as begun; call the answer once when it has ended. */
  begin(): () => void {
    this.#running += 1;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.#running -= 1;
      if (this.#running === 0) setImmediate(() => this.#rest());
    };
  }

  /** Begins, runs and ends one piece of work. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const end = this.begin();
    try {
      return await work();
    } finally {
      end();
    }
  }

  get idle(): boolean {
    return this.#running === 0;
  }

  /** Resolves when nothing is running and a turn of the event loop has brought nothing new. */
  rest(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#running === 0) setImmediate(() => this.#rest());
    });
  }

  #rest(): void {
    if (this.#running > 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
