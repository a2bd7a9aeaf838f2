/** Keeps few sandboxes: reuses idle ones, starts more on demand, retires the longest idle beyond a total. */
import type { Crashes } from '../faults/crashes.ts';
import { type Outcome, Sandbox, type SandboxSpec } from './sandbox.ts';

export interface PoolLimits {
  /** Sandboxes of one function at a time; what comes beyond waits in order. */
  readonly perFunction: number;
  /** The same for what comes from a queue, where nobody waits: every sandbox more is memory, and code that starts cold. Default: as many. */
  readonly perConsumer?: number;
  /** Sandboxes kept over all functions. Each function may always have one: no function waits for another. */
  readonly total: number;
  /** Wall ms for which a sandbox is idle before it makes room: to start another costs 90 ms of work. */
  readonly idleMs: number;
}

interface Waiting {
  readonly requestId: string;
  readonly payload: string;
  readonly behind: boolean;
  readonly resolve: (outcome: Outcome) => void;
}

interface Line {
  readonly spec: SandboxSpec;
  readonly limit: number;
  readonly waiting: Waiting[];
  readonly idle: Sandbox[];
  alive: number;
}

export class SandboxPool {
  readonly #limits: PoolLimits;
  readonly #crashes: Crashes;
  readonly #lines = new Map<string, Line>();
  /** All idle sandboxes, the longest idle first. */
  #idle: { readonly sandbox: Sandbox; readonly since: number }[] = [];
  #alive = 0;
  readonly #running = new Set<Sandbox>();
  #stopped = false;

  constructor(limits: PoolLimits, crashes: Crashes) {
    this.#limits = limits;
    this.#crashes = crashes;
  }

  /** `reserved`: the function's own limit, if the template has one. */
  add(spec: SandboxSpec, reserved = Number.POSITIVE_INFINITY): void {
    const limit = Math.min(reserved, this.#limits.perFunction);
    this.#lines.set(spec.functionName, { spec, limit, waiting: [], idle: [], alive: 0 });
  }

  /** Never rejects. Answers nothing once the pool is stopped. `behind`: it comes from a queue. */
  invoke(functionName: string, requestId: string, payload: string, behind = false): Promise<Outcome> {
    const line = this.#lines.get(functionName);
    if (!line) throw new Error(`There is no function ${functionName}.`);
    return new Promise((resolve) => {
      line.waiting.push({ requestId, payload, behind, resolve });
      this.#serve(line);
    });
  }

  /** What is still running is never answered, as after a crash: whoever keeps the event will send it again. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const line of this.#lines.values()) line.waiting.length = 0;
    await Promise.all([...this.#idle.map(({ sandbox }) => sandbox), ...this.#running].map((sandbox) => sandbox.stop()));
  }

  #serve(line: Line): void {
    while (!this.#stopped && line.waiting.length > 0) {
      const sandbox = this.#takeIdle(line) ?? this.#start(line);
      if (!sandbox) return;
      void this.#run(line, sandbox, line.waiting.shift() as Waiting);
    }
  }

  #takeIdle(line: Line): Sandbox | undefined {
    const sandbox = line.idle.pop();
    if (sandbox) this.#idle = this.#idle.filter((other) => other.sandbox !== sandbox);
    if (!sandbox?.dead) return sandbox;
    this.#gone(line);
    return this.#takeIdle(line);
  }

  #start(line: Line): Sandbox | undefined {
    const most = line.waiting[0]?.behind ? Math.min(line.limit, this.#limits.perConsumer ?? line.limit) : line.limit;
    if (line.alive >= most) return undefined;
    if (this.#alive >= this.#limits.total) {
      this.#retire();
      if (this.#alive >= this.#limits.total && line.alive > 0) return undefined;
    }
    line.alive += 1;
    this.#alive += 1;
    return new Sandbox(line.spec, this.#crashes);
  }

  async #run(line: Line, sandbox: Sandbox, { requestId, payload, resolve }: Waiting): Promise<void> {
    this.#running.add(sandbox);
    const outcome = await sandbox.invoke(requestId, payload);
    if (this.#stopped) return;
    this.#running.delete(sandbox);
    if (sandbox.dead) this.#gone(line);
    else {
      line.idle.push(sandbox);
      this.#idle.push({ sandbox, since: performance.now() });
    }
    resolve(outcome);
    this.#serve(line);
    if (this.#alive > this.#limits.total) this.#retire();
  }

  #retire(): void {
    const [oldest] = this.#idle;
    if (!oldest || performance.now() - oldest.since < this.#limits.idleMs) return;
    this.#idle.shift();
    const { sandbox } = oldest;
    const line = this.#lines.get(sandbox.spec.functionName) as Line;
    line.idle.splice(line.idle.indexOf(sandbox), 1);
    this.#gone(line);
    void sandbox.stop();
  }

  #gone(line: Line): void {
    line.alive -= 1;
    this.#alive -= 1;
  }
}
