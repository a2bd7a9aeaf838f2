/** What `npm start` was asked for on its command line. */
import { parseArgs } from 'node:util';
import type { Mode } from './clock.ts';
import { type FaultRates, faultRates } from './faults/rates.ts';

export const USAGE = `Usage: npm start -- [--port 3900] [--data-dir .gongdan] [--assembly cdk.out/local] [--speed N | --stepped] [--verbose] [--faults duplicate=0.2,reorder=0.2,delay=0.1,throttle=0.05,crash=0.01,provider=0.33,seed=7] [--report permissions]`;

export interface StartOptions {
  readonly assembly: string;
  readonly dataDir: string;
  readonly port: number;
  readonly clock: Mode;
  readonly verbose: boolean;
  readonly faults?: FaultRates;
  /** What is told at the end. */
  readonly report: string | undefined;
}

const FASTEST = 100_000;

/** `args`: without node and script. Answers `help` when that was asked for; throws an Error of one line that names the flag. */
export function startOptions(args: readonly string[]): StartOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '3900' },
      'data-dir': { type: 'string', default: '.gongdan' },
      assembly: { type: 'string', default: 'cdk.out/local' },
      speed: { type: 'string' },
      stepped: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      faults: { type: 'string' },
      report: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  for (const name of ['data-dir', 'assembly'] as const) {
    if (values[name].trim() === '') throw new Error(`--${name} names no folder.`);
  }
  if (values.stepped && values.speed !== undefined) {
    throw new Error('--speed and --stepped are two kinds of clock: give one of them.');
  }
  if (values.report !== undefined && values.report !== 'permissions') {
    throw new Error(`--report ${values.report} is not known: there is "permissions".`);
  }
  return {
    assembly: values.assembly,
    dataDir: values['data-dir'],
    port: portOf(values.port),
    clock: values.stepped ? { kind: 'stepped' } : { kind: 'scaled', factor: factorOf(values.speed ?? '1') },
    verbose: values.verbose,
    ...(values.faults !== undefined && { faults: faultRates(values.faults) }),
    report: values.report,
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`--port ${text} is not a port.`);
  return port;
}

function factorOf(text: string): number {
  const factor = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || factor === 0) throw new Error(`--speed ${text} is not a number above 0.`);
  if (factor > FASTEST) throw new Error(`--speed ${text} is too fast: the most is ${FASTEST}.`);
  return factor;
}
