/** What AWS clears away behind the scenes, by the runtime's clock: items past their TTL, old change records, closed executions. */
import type { Service } from './aws.ts';
import type { Clock, Timer } from './clock.ts';
import { nextExpiry } from './dynamodb/expiry.ts';
import { forgetClosed } from './states/retention.ts';
import type { Store } from './store.ts';

export interface UpkeepDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** DynamoDB's own. */
  readonly sweep: () => void;
}

/** At whole hours: AWS takes a day or two, and a clock that is moved by hand has one timer for all that expires in an hour. */
const GRID_MS = 60 * 60_000;
// On the wall clock, for what needs no timer of the clock: change records of a system that writes nothing with a TTL.
const SWEEP_EVERY_MS = 60_000;
const LEAST_WALL_MS = 1000; // on a clock that runs so fast that an hour is less
const WRITES: ReadonlySet<string> = new Set(['PutItem', 'UpdateItem', 'BatchWriteItem', 'TransactWriteItems']);

export class Upkeep {
  readonly #deps: UpkeepDeps;
  readonly #grid: number;
  #timer: Timer | undefined;
  #due = Number.POSITIVE_INFINITY;
  #interval: NodeJS.Timeout | undefined;
  #running = false;

  constructor(deps: UpkeepDeps) {
    this.#deps = deps;
    const { mode } = deps.clock;
    this.#grid = mode.kind === 'scaled' ? Math.max(GRID_MS, Math.ceil(mode.factor) * LEAST_WALL_MS) : GRID_MS;
  }

  start(): void {
    this.#running = true;
    this.#clear();
    if (this.#deps.clock.mode.kind === 'scaled') {
      this.#interval = setInterval(() => this.#deps.sweep(), SWEEP_EVERY_MS).unref();
    }
  }

  stop(): void {
    this.#running = false;
    this.#timer?.cancel();
    clearInterval(this.#interval);
  }

  /** The database (which has written when it answers), watched for writes that may bring an earlier expiry. */
  watching(dynamodb: Service): Service {
    return (action, body, principal) => {
      const answer = dynamodb(action, body, principal);
      if (WRITES.has(action)) this.#arm();
      return answer;
    };
  }

  #clear(): void {
    const { store, clock, sweep } = this.#deps;
    sweep();
    forgetClosed(store, clock.now());
    this.#timer = undefined;
    this.#due = Number.POSITIVE_INFINITY;
    this.#arm();
  }

  /** There is a timer only while something is going to expire: a clock that is moved by hand comes to an end. */
  #arm(): void {
    const { store, clock } = this.#deps;
    const now = clock.now();
    if (!this.#running || this.#due <= now + this.#grid) return; // nothing can be due before that
    const expiry = nextExpiry(store, now);
    if (expiry === undefined) return;
    const due = Math.ceil(Math.max(expiry, now + 1) / this.#grid) * this.#grid;
    if (due >= this.#due) return;
    this.#timer?.cancel();
    this.#due = due;
    this.#timer = clock.at(due, () => this.#clear());
  }
}
