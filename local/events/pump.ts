import type { Activity } from '../activity.ts';

/**
 * Runs deliveries one at a time, each in a turn of the event loop of its own, so that requests from outside go first.
 * As long as jobs are waiting the system is not at rest.
 */
export class Pump {
  readonly #activity: Activity;
  readonly #jobs = new Map<object, () => void>();
  #running = false;
  #end: (() => void) | undefined;

  constructor(activity: Activity) {
    this.#activity = activity;
  }

  /** Jobs that were asked for before `start` are dropped: `start` of every worker looks at the store anyway. */
  start(): void {
    this.#running = true;
  }

  stop(): void {
    this.#running = false;
    this.#jobs.clear();
    this.#end?.();
    this.#end = undefined;
  }

  get running(): boolean {
    return this.#running;
  }

  /** Runs `job` soon; asked again for the same `worker` before it ran, it still runs once. */
  soon(worker: object, job: () => void): void {
    if (!this.#running || this.#jobs.has(worker)) return;
    this.#jobs.set(worker, job);
    if (this.#end) return;
    this.#end = this.#activity.begin();
    setImmediate(() => this.#turn());
  }

  #turn(): void {
    const [next] = this.#jobs;
    if (!next) return;
    const [worker, job] = next;
    this.#jobs.delete(worker);
    job();
    if (this.#jobs.size > 0) {
      setImmediate(() => this.#turn());
      return;
    }
    this.#end?.();
    this.#end = undefined;
  }
}
