/** Lambda on one machine: functions of the template in sandboxes, invoked under the permission of the caller. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Activity } from '../activity.ts';
import { type Authorize, AwsError, arn, type CallAws, type Count, type Principal, REGION } from '../aws.ts';
import type { Clock } from '../clock.ts';
import { type Faults, faultsOf } from '../faults/faults.ts';
import { hasFaults } from '../faults/rates.ts';
import type { ResourceKinds } from '../resources.ts';
import { type FunctionProperties, functionKinds } from './kinds.ts';
import { type Bundle, loadTogether } from './load-together.ts';
import { loadedBefore } from './loaded-before.ts';
import { type PoolLimits, SandboxPool } from './pool.ts';
import { Sandbox, type SandboxSpec } from './sandbox.ts';

export interface FunctionsDeps {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly authorize: Authorize;
  readonly count: Count;
  /** Prints one line. */
  readonly say: (line: string) => void;
  /** The path behind an object key of the bootstrap bucket, if the assembly has it. */
  readonly asset: (key: string) => string | undefined;
  /** The AWS endpoint; asked for when a sandbox starts. */
  readonly endpoint: () => { readonly url: string; readonly call: CallAws };
  /** Where links to objects lead, and what signs them for a function. */
  readonly s3?: { readonly url: string; readonly secretOf: (principal: Principal) => string };
  /** File descriptors that get all that functions print. */
  readonly outputs: readonly number[];
  readonly limits?: PoolLimits;
  /** Default: none. */
  readonly faults?: Faults;
}

interface Invocation {
  readonly payload: unknown;
  /** Set when the handler failed: `payload` is then `{errorType, errorMessage, trace?}`. */
  readonly functionError?: string;
}

/** Asks for an invocation. `context`: condition keys of the caller, e.g. `aws:SourceArn`. */
export type Invoke = (
  functionArnOrName: string,
  payload: unknown,
  principal: Principal,
  context?: Readonly<Record<string, string>>,
) => Promise<Invocation>;

const DEFAULT_LIMITS: PoolLimits = { perFunction: 2, perConsumer: 1, total: 6, idleMs: 2000 };
// Two of a kind at work at once are what faults are about.
const WITH_FAULTS: PoolLimits = { ...DEFAULT_LIMITS, perConsumer: 2 };
// An hour of a stepped clock is seconds on the wall: what works once an hour is not idle for long.
const STEPPED_IDLE_MS = 10_000;
// A stepped clock stands while a handler works. The SDK pauses up to a second before it tries again what was throttled.
const STEPPED_HURRY = 100;
const MAX_REQUEST_BYTES = 6 * 1024 * 1024;

export class Functions {
  readonly kinds: ResourceKinds;
  readonly #deps: FunctionsDeps;
  readonly #pool: SandboxPool;
  readonly #hurry: number;
  readonly #memory = new Map<string, number>();

  constructor(deps: FunctionsDeps) {
    this.#deps = deps;
    const faults = deps.faults ?? faultsOf();
    this.#pool = new SandboxPool(deps.limits ?? limitsOf(deps.clock, faults), faults.crashes);
    this.#hurry = faults.rates.throttle > 0 ? hurryOf(deps.clock) : 1;
    this.kinds = functionKinds((id, properties) => this.#declare(id, properties));
  }

  /**
   * Throws AwsError `AccessDeniedException`, `ResourceNotFoundException` or `RequestEntityTooLargeException`; what goes wrong
   * inside the function is a `functionError`.
   */
  readonly invoke: Invoke = (target, payload, principal, context) =>
    this.#deps.activity.during(async () => {
      const { authorize, count, say } = this.#deps;
      const name = target.startsWith('arn:') ? (target.split(':')[6] ?? '') : (target.split(':')[0] ?? '');
      const functionArn = arn('lambda', `function:${name}`);
      authorize(principal, 'lambda:InvokeFunction', target.startsWith('arn:') ? target : functionArn, context);
      const memoryMb = this.#memory.get(name);
      if (memoryMb === undefined)
        throw new AwsError('ResourceNotFoundException', `Function not found: ${functionArn}`, 404);
      const text = JSON.stringify(payload) ?? 'null';
      if (text.length > MAX_REQUEST_BYTES) {
        throw new AwsError(
          'RequestEntityTooLargeException',
          `The payload is larger than ${MAX_REQUEST_BYTES} bytes.`,
          413,
        );
      }
      // The poller of a queue acts with the role of the function.
      const outcome = await this.#pool.invoke(name, randomUUID(), text, principal === name);
      count('lambda.invocations', 1, name);
      count('lambda.gbSeconds', (outcome.durationMs / 1000) * (memoryMb / 1024), name);
      const result = JSON.parse(outcome.payload);
      if (!outcome.functionError) return { payload: result };
      say(`${name} failed: ${result?.errorType}: ${String(result?.errorMessage).split('\n')[0]}`);
      return { payload: result, functionError: outcome.functionError };
    });

  stop(): Promise<void> {
    return this.#pool.stop();
  }

  /**
   * Those of the functions whose bundle does not load, with the reason in one line. All are tried together, and who does not
   * load then is tried alone, as it would run. What has loaded is remembered in the folder `assembly`.
   */
  async broken<T extends { logicalId: string; properties: FunctionProperties }>(
    functions: readonly T[],
    assembly: string,
  ): Promise<{ of: T; why: string }[]> {
    const found: { of: T; why: string }[] = [];
    const tries: { of: T; spec: SandboxSpec; bundle: Bundle }[] = [];
    for (const of of functions) {
      try {
        const spec = this.#specOf(of.logicalId, of.properties);
        const { file, handlerName } = spec;
        const environment = { ...of.properties.Environment?.Variables, AWS_REGION: REGION };
        tries.push({ of, spec, bundle: { file, handlerName, environment } });
      } catch (error) {
        found.push({ of, why: (error as Error).message });
      }
    }
    const before = loadedBefore(assembly);
    const unproven = tries.filter(({ bundle }) => !before.has(bundle));
    const loaded = await loadTogether(unproven.map(({ bundle }) => bundle));
    for (const { of, spec, bundle } of unproven) {
      const failure = loaded.has(bundle) ? undefined : await this.#failureOf(spec);
      if (failure) found.push({ of, why: failure });
    }
    if (unproven.length > 0 && found.length === 0) before.keep(tries.map(({ bundle }) => bundle));
    return found;
  }

  async #failureOf(spec: SandboxSpec): Promise<string | undefined> {
    const sandbox = new Sandbox(spec);
    const failure = await sandbox.loaded();
    await sandbox.stop();
    if (failure === undefined) return undefined;
    const { errorType, errorMessage } = JSON.parse(failure);
    return `the bundle does not load: ${errorType}: ${String(errorMessage).split('\n')[0]}`;
  }

  #declare(id: string, properties: FunctionProperties): void {
    this.#memory.set(id, properties.MemorySize);
    this.#pool.add(this.#specOf(id, properties), properties.ReservedConcurrentExecutions);
  }

  #specOf(id: string, properties: FunctionProperties): SandboxSpec {
    const { asset, clock, endpoint, outputs, s3 } = this.#deps;
    const folder = asset(properties.Code.S3Key);
    const [module = '', handlerName = ''] = properties.Handler.split('.');
    const file = folder && ['.mjs', '.js'].map((extension) => join(folder, `${module}${extension}`)).find(existsSync);
    if (!folder || !file)
      throw new Error(`there is no bundle for the handler ${properties.Handler} (${properties.Code.S3Key})`);
    const memoryMb = properties.MemorySize;
    const logGroup = properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${id}`;
    return {
      functionName: id,
      functionArn: arn('lambda', `function:${id}`),
      file,
      handlerName,
      memoryMb,
      timeoutMs: properties.Timeout * 1000,
      logGroup,
      clock: clock.shared.buffer as SharedArrayBuffer,
      outputs,
      hurry: this.#hurry,
      aws: (call) => endpoint().call(call),
      get environment() {
        return {
          ...properties.Environment?.Variables,
          AWS_REGION: REGION,
          AWS_DEFAULT_REGION: REGION,
          AWS_ENDPOINT_URL: endpoint().url,
          AWS_ACCESS_KEY_ID: id, // names the caller: the endpoint reads it back from the signature
          ...(s3 && { AWS_ENDPOINT_URL_S3: s3.url }),
          AWS_SECRET_ACCESS_KEY: s3?.secretOf(id) ?? 'local',
          AWS_LAMBDA_FUNCTION_NAME: id,
          AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
          AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
          AWS_LAMBDA_LOG_GROUP_NAME: logGroup,
          AWS_LAMBDA_LOG_STREAM_NAME: `local/[$LATEST]${id}`,
          AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
          AWS_EXECUTION_ENV: `AWS_Lambda_${properties.Runtime}`,
          LAMBDA_TASK_ROOT: folder,
          LAMBDA_RUNTIME_DIR: '/var/runtime',
          LANG: 'en_US.UTF-8',
          TZ: ':UTC',
          _HANDLER: properties.Handler,
        };
      },
    };
  }
}

const limitsOf = ({ mode }: Clock, { rates }: Faults): PoolLimits => ({
  ...(hasFaults(rates) ? WITH_FAULTS : DEFAULT_LIMITS),
  ...(mode.kind === 'stepped' && { idleMs: STEPPED_IDLE_MS }),
});

const hurryOf = ({ mode }: Clock): number => (mode.kind === 'stepped' ? STEPPED_HURRY : Math.max(1, mode.factor));
