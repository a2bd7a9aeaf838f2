import type { Activity } from '../activity.ts';
import type { Principal } from '../aws.ts';
import type { Clock, Timer } from '../clock.ts';
import type { Store } from '../store.ts';
import { backOff } from './back-off.ts';
import type { Target } from './bus-properties.ts';
import type { Invoke } from './invoke.ts';
import type { Pump } from './pump.ts';

interface Delivery {
  readonly id: number;
  readonly rule: Principal;
  readonly target: string;
  readonly body: string;
  readonly attempts: number;
  readonly failures: number;
  readonly added_at: number;
}

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly pump: Pump;
  readonly invoke: Invoke;
  /** Prints one line. */
  readonly say: (line: string) => void;
  readonly target: (rule: Principal, targetId: string) => Target | undefined;
  readonly giveUp: (
    rule: Principal,
    target: Target,
    body: string,
    failure: { code: string; message: string; attempts: number; condition: string },
  ) => void;
}

const CONCURRENT = 2;
/** Lambda's own queue behind asynchronous calls: two more tries when the function itself fails, after 1 and 2 minutes. */
const FUNCTION_RETRIES = 2;
const FUNCTION_RETRY_MS = 60_000;

/** Events on their way from rules to Lambda functions, each a row until it is delivered or given up. */
export class FunctionDeliveries {
  readonly #deps: Deps;
  readonly #inFlight = new Set<number>();
  #timer: Timer | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
    deps.store.exec(`
      CREATE TABLE IF NOT EXISTS function_delivery (
        id INTEGER PRIMARY KEY AUTOINCREMENT, rule TEXT NOT NULL, target TEXT NOT NULL, body TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0, -- calls that Lambda did not accept
        failures INTEGER NOT NULL DEFAULT 0, -- calls in which the function failed
        added_at INTEGER NOT NULL, due_at INTEGER NOT NULL
      );
      CREATE INDEX IF NOT EXISTS function_delivery_due ON function_delivery (due_at, id);
    `);
  }

  /** `late`: seconds. */
  add(rule: Principal, targetId: string, body: string, late = 0): void {
    const now = this.#deps.clock.now();
    this.#deps.store.run(
      'INSERT INTO function_delivery (rule, target, body, added_at, due_at) VALUES (?, ?, ?, ?, ?)',
      rule,
      targetId,
      body,
      now,
      now + late * 1000,
    );
    this.wake();
  }

  wake(): void {
    this.#deps.pump.soon(this, () => this.#step());
  }

  stop(): void {
    this.#timer?.cancel();
  }

  #step(): void {
    const { store, clock, activity } = this.#deps;
    this.#timer?.cancel();
    const rows = store.all<Delivery & { due_at: number }>(
      `SELECT * FROM function_delivery ORDER BY due_at, id LIMIT ${CONCURRENT + 1}`,
    );
    for (const row of rows) {
      if (this.#inFlight.has(row.id)) continue;
      if (row.due_at > clock.now()) {
        this.#timer = clock.at(row.due_at, () => this.wake());
        return;
      }
      if (this.#inFlight.size >= CONCURRENT) return;
      void activity.during(() => this.#attempt(row));
    }
  }

  async #attempt(row: Delivery): Promise<void> {
    const target = this.#deps.target(row.rule, row.target);
    if (!target) {
      this.#end(row); // the rule has left the templates
      this.wake();
      return;
    }
    this.#inFlight.add(row.id);
    const outcome = await this.#call(row, target);
    this.#inFlight.delete(row.id);
    if (!this.#deps.pump.running) return; // the store may be closed; the row is still there
    if (outcome === 'delivered') this.#end(row);
    else if (outcome === 'failed') this.#functionFailed(row, target);
    else this.#refused(row, target, outcome);
    this.wake();
  }

  async #call(row: Delivery, target: Target): Promise<'delivered' | 'failed' | Error> {
    try {
      const { functionError } = await this.#deps.invoke(target.Arn, JSON.parse(row.body), row.rule);
      return functionError ? 'failed' : 'delivered';
    } catch (error) {
      return error as Error;
    }
  }

  #functionFailed(row: Delivery, target: Target): void {
    if (row.failures < FUNCTION_RETRIES) {
      this.#retry(row, { failures: row.failures + 1 }, FUNCTION_RETRY_MS * (row.failures + 1));
      return;
    }
    // Lambda had accepted the event, so the rule's dead-letter queue never hears of it.
    this.#deps.say(
      `${target.Arn} failed ${row.failures + 1} times on an event of the rule ${row.rule}; it is dropped, as on AWS.`,
    );
    this.#end(row);
  }

  #refused(row: Delivery, target: Target, error: Error): void {
    const { MaximumRetryAttempts, MaximumEventAgeInSeconds } = target.RetryPolicy;
    const wait = backOff(row.attempts);
    const denied = error.name === 'AccessDeniedException';
    const tooOld = this.#deps.clock.now() + wait > row.added_at + MaximumEventAgeInSeconds * 1000;
    if (!denied && !tooOld && row.attempts < MaximumRetryAttempts) {
      this.#retry(row, { attempts: row.attempts + 1 }, wait);
      return;
    }
    this.#deps.store.atomically(() => {
      this.#deps.giveUp(row.rule, target, row.body, {
        code: error.name,
        message: error.message,
        attempts: row.attempts,
        condition: tooOld ? 'MaximumEventAgeInSeconds' : 'MaximumRetryAttempts',
      });
      this.#end(row);
    });
  }

  #retry(row: Delivery, change: Partial<Delivery>, wait: number): void {
    const { attempts, failures } = { ...row, ...change };
    this.#deps.store.run(
      'UPDATE function_delivery SET attempts = ?, failures = ?, due_at = ? WHERE id = ?',
      attempts,
      failures,
      this.#deps.clock.now() + wait,
      row.id,
    );
  }

  #end(row: Delivery): void {
    this.#deps.store.run('DELETE FROM function_delivery WHERE id = ?', row.id);
  }
}
