/** The one source of time of the embedded runtime: timers, handlers, JSONata and tokens all read it. */

export type Mode =
  /** Time passes `factor` times as fast as on the wall; 1 is real time. */
  | { readonly kind: 'scaled'; readonly factor: number }
  /** Time stands still until `advance` moves it. */
  | { readonly kind: 'stepped' };

export interface Timer {
  cancel(): void;
}

interface Entry {
  readonly time: number;
  readonly order: number;
  readonly run: () => void;
}

const LONGEST_DELAY_MS = 2 ** 31 - 1; // setTimeout fires at once beyond this

export class Clock {
  readonly mode: Mode;
  /** [virtual ms at the anchor, wall ms at the anchor, factor]: shared with the sandboxes so that they read the same time. */
  readonly shared = new Float64Array(new SharedArrayBuffer(3 * Float64Array.BYTES_PER_ELEMENT));
  readonly #wall = Date.now.bind(Date);
  #timers: Entry[] = [];
  #order = 0;
  /** Undoes what was armed last. */
  #disarm: () => void = () => {};

  /** `start`: epoch ms at which the clock begins. */
  constructor(mode: Mode, start = Date.now()) {
    if (mode.kind === 'scaled' && !(mode.factor > 0)) throw new RangeError('The clock factor must be greater than 0.');
    this.mode = mode;
    this.#anchor(start);
  }

  /** Epoch ms, whole. */
  now(): number {
    const [virtual = 0, wall = 0, factor = 0] = this.shared;
    return Math.floor(virtual + (this.#wall() - wall) * factor);
  }

  /** Runs `run` when the clock reaches `time` (epoch ms): in order of time, then of the call. Never within this call. */
  at(time: number, run: () => void): Timer {
    const entry: Entry = { time, order: this.#order++, run };
    this.#timers.splice(this.#placeOf(entry), 0, entry);
    this.#arm();
    return {
      cancel: () => {
        const place = this.#placeOf(entry);
        if (this.#timers[place] !== entry) return; // it has run, or was cancelled before
        this.#timers.splice(place, 1);
        this.#arm();
      },
    };
  }

  /** Where it stands among the timers, or would. */
  #placeOf({ time, order }: Entry): number {
    let [low, high] = [0, this.#timers.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#timers[middle] as Entry;
      if (other.time < time || (other.time === time && other.order < order)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Epoch ms of the next timer, if any. */
  next(): number | undefined {
    return this.#timers[0]?.time;
  }

  /** Moves the clock to `time` (never back) without running timers; they run on the next turn of the event loop. */
  moveTo(time: number): void {
    if (time > this.now()) this.#anchor(time);
    this.#arm();
  }

  stop(): void {
    this.#disarm();
    this.#timers = [];
  }

  #anchor(virtual: number): void {
    this.shared.set([virtual, this.#wall(), this.mode.kind === 'scaled' ? this.mode.factor : 0]);
  }

  #arm(): void {
    this.#disarm();
    this.#disarm = () => {};
    const next = this.#timers[0];
    if (!next) return;
    const wait = next.time - this.now();
    const factor = this.shared[2] ?? 0;
    if (wait > 0 && factor === 0) return; // stepped: `moveTo` arms again
    if (wait <= 0) {
      const soon = setImmediate(() => this.#fire()); // a timeout of 0 is one of 1 ms: seconds in a day that is stepped through
      this.#disarm = () => clearImmediate(soon);
      return;
    }
    const alarm = setTimeout(() => this.#fire(), Math.min(Math.ceil(wait / factor), LONGEST_DELAY_MS));
    this.#disarm = () => clearTimeout(alarm);
  }

  #fire(): void {
    const now = this.now();
    for (let entry = this.#timers[0]; entry && entry.time <= now; entry = this.#timers[0]) {
      this.#timers.shift();
      entry.run();
    }
    this.#arm();
  }
}
