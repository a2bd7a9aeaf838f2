/** A runtime over a small assembly, in memory, with what it says kept for the test. */
import { type Runtime, type RuntimeOptions, startRuntime } from '../../../local/runtime.ts';

export interface Machine {
  readonly runtime: Runtime;
  readonly said: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

export async function start(assembly: string, options: Partial<RuntimeOptions> = {}): Promise<Machine> {
  const said: string[] = [];
  const runtime = await startRuntime({
    assembly,
    dataDir: ':memory:',
    port: 0,
    say: (line) => said.push(line),
    ...options,
  });
  return { runtime, said, [Symbol.asyncDispose]: () => runtime.stop() };
}
