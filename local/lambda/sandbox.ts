/** One sandbox: a worker thread that holds one loaded bundle and handles one event at a time. */
import { Worker } from 'node:worker_threads';
import type { AwsAnswer, AwsCall, CallAws } from '../aws.ts';
import type { Crashes } from '../faults/crashes.ts';

export interface SandboxSpec {
  readonly functionName: string;
  readonly functionArn: string;
  /** Absolute path of the bundle. */
  readonly file: string;
  readonly handlerName: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  readonly logGroup: string;
  /** `Clock.shared`. */
  readonly clock: SharedArrayBuffer;
  /** File descriptors that get all that the function prints. */
  readonly outputs: readonly number[];
  /** How many times as fast as the wall a handler's own pauses pass; 1 unless faults make them many. */
  readonly hurry: number;
  /** Where calls of AWS go that its bundle makes. */
  readonly aws: CallAws;
}

/** What an invocation answers: JSON text, and `functionError` as in the header of the Invoke API. */
export interface Outcome {
  readonly payload: string;
  readonly functionError?: 'Unhandled';
  /** Wall ms, as billed: start-up included. */
  readonly durationMs: number;
}

const INIT_TIMEOUT_MS = 10_000;
const MAX_RESPONSE_BYTES = 6 * 1024 * 1024;
// The young generation decides how far a busy sandbox grows beyond what it needs.
const YOUNG_GENERATION_MB = 4;

const KILLED = 'Error: Runtime exited with error: signal: killed';
let sandboxes = 0;

/** `call`: number of the call within the sandbox. */
type Numbered<T> = T & { readonly call: number };
type Message =
  | { readonly kind: 'calls'; readonly calls: readonly Numbered<AwsCall>[] }
  | { readonly kind: 'ready' }
  | { readonly kind: 'overdrawn' }
  | { readonly kind: 'broken'; readonly error: unknown }
  | { readonly kind: 'result' | 'failure'; readonly payload: string };

const failed = (errorType: string, errorMessage: string): string => JSON.stringify({ errorType, errorMessage });

export class Sandbox {
  readonly spec: SandboxSpec;
  /** The sandbox has ended, or must not be used again. */
  dead = false;
  /** As AWS gives it to a sandbox: tells in its calls which one it is. */
  readonly #sessionToken = `sandbox-${sandboxes++}`;
  readonly #crashes: Crashes | undefined;
  readonly #worker: Worker;
  readonly #ready: Promise<string | undefined>;
  #answers: Numbered<AwsAnswer>[] = [];
  #settle: ((outcome: { payload: string; error: boolean }) => void) | undefined;

  constructor(spec: SandboxSpec, crashes?: Crashes) {
    this.spec = spec;
    this.#crashes = crashes;
    this.#worker = new Worker(new URL('./sandbox-main.mjs', import.meta.url), {
      workerData: { ...spec, environment: undefined, aws: undefined },
      env: { ...spec.environment, AWS_SESSION_TOKEN: this.#sessionToken },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: spec.memoryMb, maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
      stdin: false,
    });
    this.#ready = this.#listen();
  }

  /** Never rejects: what goes wrong inside is an outcome. `payload` is JSON text. */
  async invoke(requestId: string, payload: string): Promise<Outcome> {
    const begun = performance.now();
    const outcome = (text: string, error: boolean): Outcome => ({
      payload: text,
      ...(error ? { functionError: 'Unhandled' as const } : {}),
      durationMs: Math.ceil(performance.now() - begun),
    });
    const broken = await this.#ready;
    if (broken !== undefined) return outcome(broken, true);

    const { timeoutMs } = this.spec;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        const seconds = (timeoutMs / 1000).toFixed(2);
        this.#end(failed('Sandbox.Timedout', `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`));
      }, timeoutMs);
      this.#settle = ({ payload: text, error }) => {
        this.#settle = undefined;
        clearTimeout(timer);
        if (!error && Buffer.byteLength(text) > MAX_RESPONSE_BYTES) {
          const message = `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`;
          resolve(outcome(failed('Function.ResponseSizeTooLarge', message), true));
        } else resolve(outcome(text, error));
      };
      const kill = (): void => this.#end(failed('Runtime.ExitError', KILLED));
      if (this.#crashes?.begins(this.#sessionToken, this.spec.functionName, kill)) kill();
      else this.#worker.postMessage({ requestId, payload, deadline: Date.now() + timeoutMs });
    });
  }

  /** Undefined once the bundle is loaded; else the error document (JSON text). */
  loaded(): Promise<string | undefined> {
    return this.#ready;
  }

  async stop(): Promise<void> {
    this.#end(failed('Runtime.ExitError', 'The runtime was stopped.'));
    await this.#worker.terminate();
  }

  /** Resolves with undefined when the bundle is loaded, else with the error document. */
  #listen(): Promise<string | undefined> {
    return new Promise((resolve) => {
      const broken = (document: string): void => {
        clearTimeout(timer);
        this.#end(document);
        resolve(document);
      };
      const timer = setTimeout(
        () =>
          broken(failed('Sandbox.Timedout', `The initialisation took more than ${INIT_TIMEOUT_MS / 1000} seconds.`)),
        INIT_TIMEOUT_MS,
      );
      this.#worker.on('message', (message: Message) => {
        if (message.kind === 'calls') {
          for (const call of message.calls) void this.#carryOut(call);
          return;
        }
        if (message.kind === 'broken') return broken(JSON.stringify(message.error));
        if (message.kind === 'overdrawn') return broken(this.#outOfMemory());
        if (message.kind === 'ready') {
          clearTimeout(timer);
          return resolve(undefined);
        }
        if (this.#crashes?.ends(this.#sessionToken)) return this.#end(failed('Runtime.ExitError', KILLED));
        this.#settle?.({ payload: message.payload, error: message.kind === 'failure' });
      });
      this.#worker.on('error', (error: Error & { code?: string }) => {
        broken(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? this.#outOfMemory()
            : failed(error.name ?? 'Runtime.Unknown', error.message ?? String(error)),
        );
      });
      this.#worker.on('exit', (code) => {
        broken(failed('Runtime.ExitError', `Error: Runtime exited with error: exit status ${code}`));
      });
    });
  }

  async #carryOut({ call, ...request }: Numbered<AwsCall>): Promise<void> {
    const answer = await this.spec.aws(request);
    if (answer === 'unheard' || this.#answers.push({ call, ...answer }) > 1) return;
    // Calls that came together are mostly answered together: it is the waking of the sandbox that costs.
    process.nextTick(() => {
      const answers = this.#answers;
      this.#answers = [];
      if (!this.dead) this.#worker.postMessage({ answers });
    });
  }

  #outOfMemory(): string {
    return failed('Runtime.OutOfMemory', `The function needed more than its ${this.spec.memoryMb} MB of memory.`);
  }

  #end(document: string): void {
    if (!this.dead) {
      this.dead = true;
      void this.#worker.terminate();
    }
    this.#settle?.({ payload: document, error: true });
  }
}
