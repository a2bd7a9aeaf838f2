/**
 * Works executions one after the other: letters (start, answer of a task, token, timer, stop) are applied to the stored
 * execution, it is stepped until it waits again, and everything that changed is stored in one transaction. Only then do the
 * senders get their answers and the calls of tasks go out.
 */
import type { Activity } from '../activity.ts';
import { AwsError, type Count } from '../aws.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';
import { Alarm } from './alarm.ts';
import type { Definition } from './definition.ts';
import { TaskFailure } from './failure.ts';
import { advance } from './flow.ts';
import type { Rows } from './rows.ts';
import { type Call, Run } from './run.ts';

/** What a letter does to its execution. Throws AwsError, before it changes anything, to refuse its sender. */
export type Work<T = unknown> = (run: Run) => Promise<T> | T;

interface Letter {
  readonly work: Work;
  readonly resolve: (value: any) => void;
  readonly reject: (error: unknown) => void;
}

/** A run with what its senders get when it is stored. */
interface Worked {
  readonly run: Run;
  readonly letters: readonly Letter[];
  readonly answers: readonly (() => void)[];
}

export interface EngineDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly count: Count;
  readonly rows: Rows;
  /** Makes the call of a task; resolves to its output, throws TaskFailure. */
  readonly integrate: (call: { resource: string; arguments: unknown; principal: string }) => Promise<unknown>;
  readonly definition: (id: number) => Definition;
  readonly roleOf: (machine: string) => string;
  /** Applies the answer of a call. */
  readonly answered: (run: Run, call: Call, outcome: Outcome) => Promise<void>;
  /** Applies the passing of a frame's time, or of the execution's when there is no frame. */
  readonly expired: (run: Run, frame: number | null) => Promise<void>;
}

export type Outcome = { readonly output: unknown } | { readonly failure: TaskFailure };

/** What letters are answered with once the engine has stopped: the store still has their executions. */
class Stopped extends AwsError {
  constructor() {
    super('ServiceUnavailableException', 'Step Functions has stopped.', 503);
  }
}

/** Executions that are stored together, and kept in memory afterwards. */
const BATCH = 64;
const KEPT = 256;

export class Engine {
  readonly #deps: EngineDeps;
  readonly #letters = new Map<number, Letter[]>();
  readonly #kept = new Map<number, Run>();
  #working = false;
  #stopped = false;
  readonly #alarm: Alarm;

  constructor(deps: EngineDeps) {
    this.#deps = deps;
    this.#alarm = new Alarm(deps.rows, deps.clock, (execution, frame) =>
      this.send(execution, (run) => deps.expired(run, frame)),
    );
  }

  /** Resolves to what `work` gives once everything it led to is stored. */
  post<T>(execution: number, work: Work<T>): Promise<T> {
    if (this.#stopped) return Promise.reject(new Stopped());
    return new Promise((resolve, reject) => {
      const letters = this.#letters.get(execution);
      if (letters) letters.push({ work, resolve, reject });
      else this.#letters.set(execution, [{ work, resolve, reject }]);
      if (this.#working) return;
      this.#working = true;
      this.#deps.activity.during(() => this.#work()).catch(raise);
    });
  }

  /** Sends a letter that nobody waits for: when it cannot be stored, the process must not go on. */
  send(execution: number, work: Work): void {
    this.post(execution, work).catch(raise);
  }

  /** Arms the timer of the stored executions. */
  start(): void {
    this.#alarm.arm();
  }

  /** Touches the store no more. Whatever is under way is taken up again by the next start. */
  stop(): void {
    this.#stopped = true;
    this.#alarm.stop();
    for (const letters of this.#letters.values()) for (const { reject } of letters) reject(new Stopped());
    this.#letters.clear();
  }

  async #work(): Promise<void> {
    await Promise.resolve(); // letters of one turn share a batch
    while (this.#letters.size > 0) {
      const done: Worked[] = [];
      for (const [execution, letters] of this.#takeBatch()) {
        const worked = await this.#apply(execution, letters);
        if (worked) done.push(worked);
      }
      if (this.#stopped) {
        for (const { letters } of done) for (const { reject } of letters) reject(new Stopped());
        break;
      }
      this.#store(done);
      this.#alarm.arm();
      if (this.#letters.size > 0) await new Promise((resolve) => setImmediate(resolve));
    }
    this.#working = false;
  }

  /** Fixed before the work begins: a letter that comes meanwhile waits, even if its execution was worked on already. */
  #takeBatch(): [number, Letter[]][] {
    const batch: [number, Letter[]][] = [];
    for (const entry of this.#letters) {
      if (batch.length === BATCH) break;
      batch.push(entry);
      this.#letters.delete(entry[0]);
    }
    return batch;
  }

  async #apply(execution: number, letters: readonly Letter[]): Promise<Worked | undefined> {
    const answers: (() => void)[] = [];
    try {
      const run = this.#run(execution);
      for (const { work, resolve, reject } of letters) {
        try {
          let value: unknown;
          await advance(run, async () => {
            value = await work(run);
          });
          answers.push(() => resolve(value));
        } catch (error) {
          if (!(error instanceof AwsError)) throw error;
          answers.push(() => reject(error));
        }
      }
      return { run, letters, answers };
    } catch (error) {
      this.#kept.delete(execution);
      for (const { reject } of letters) reject(this.#stopped ? new Stopped() : error);
      return undefined;
    }
  }

  #run(execution: number): Run {
    const kept = this.#kept.get(execution);
    if (kept) return kept;
    const { rows, clock, definition, roleOf } = this.#deps;
    const row = rows.execution(execution)!;
    const run = new Run(row, definition(row.definition), roleOf(row.machine), rows, clock);
    this.#kept.set(execution, run);
    return run;
  }

  #store(done: readonly Worked[]): void {
    const { store, rows, count } = this.#deps;
    try {
      store.atomically(() => {
        for (const { run } of done) rows.save(run);
      });
    } catch (error) {
      // The store has none of it; neither may the memory.
      this.#kept.clear();
      for (const { letters } of done) for (const { reject } of letters) reject(error);
      return;
    }
    const calls: Call[] = [];
    for (const { run, answers } of done) {
      if (run.transitions) count('states.transitions', run.transitions, run.execution.name);
      for (const frame of run.changed) {
        if (run.running) this.#alarm.check(run.execution.id, frame.id, frame.due);
      }
      calls.push(...run.calls);
      run.settled();
      for (const answer of answers) answer();
    }
    for (const call of calls) this.#call(call);
    for (const id of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(id);
    }
  }

  #call(call: Call): void {
    const { activity, integrate, answered } = this.#deps;
    const outcome = async (): Promise<Outcome> => {
      try {
        const { resource, machine: principal } = call;
        const output = (await integrate({ resource, arguments: call.arguments, principal })) ?? null;
        return { output: JSON.parse(JSON.stringify(output)) }; // what is stored and what is in memory are the same
      } catch (error) {
        return { failure: asFailure(error) };
      }
    };
    activity
      .during(async () => {
        const result = await outcome();
        await this.post(call.execution, (run) => answered(run, call, result));
      })
      .catch(raise);
  }
}

function asFailure(error: unknown): TaskFailure {
  if (error instanceof TaskFailure) return error;
  if (error instanceof AwsError) return new TaskFailure(error.code, error.message);
  return new TaskFailure('States.TaskFailed', String((error as Error)?.message ?? error));
}

/** Takes an error that nobody awaits out of the promise, so that the process ends with it. */
function raise(error: unknown): void {
  if (error instanceof Stopped) return;
  setImmediate(() => {
    throw error;
  });
}
