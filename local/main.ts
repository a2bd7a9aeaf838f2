/** `npm start`: the system on this machine, until Ctrl-C. */
import { parseArgs } from 'node:util';
import { SCOPES } from '../contracts/routes.ts';
import type { Mode } from './clock.ts';
import { type FaultRates, faultRates, faultText } from './faults/rates.ts';
import { permissionReport } from './permission/report.ts';
import { prepareProcess } from './process.ts';
import { startRuntime } from './runtime.ts';
import { seedSampleDesk } from './sample-desk.ts';
import { welcome } from './welcome.ts';

prepareProcess();

const USAGE = `Usage: npm start -- [--port 3900] [--data-dir .gongdan] [--assembly cdk.out/local] [--speed N | --stepped] [--verbose] [--faults duplicate=0.2,reorder=0.2,delay=0.1,throttle=0.05,crash=0.01,seed=7] [--report permissions]`;

interface Options {
  readonly assembly: string;
  readonly dataDir: string;
  readonly port: number;
  readonly clock: Mode;
  readonly verbose: boolean;
  readonly faults?: FaultRates;
  /** What is told at the end. */
  readonly report: string | undefined;
}

function optionsOf(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '3900' },
      'data-dir': { type: 'string', default: '.gongdan' },
      assembly: { type: 'string', default: 'cdk.out/local' },
      speed: { type: 'string', default: '1' },
      stepped: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      faults: { type: 'string' },
      report: { type: 'string' },
    },
  });
  const port = Number(values.port);
  const speed = Number(values.speed);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is not a port.`);
  if (!(speed > 0 && speed <= 100_000)) throw new Error(`--speed ${values.speed} is not a number above 0.`);
  if (values.report !== undefined && values.report !== 'permissions') {
    throw new Error(`--report ${values.report} is not known: there is "permissions".`);
  }
  return {
    assembly: values.assembly,
    dataDir: values['data-dir'],
    port,
    clock: values.stepped ? { kind: 'stepped' } : { kind: 'scaled', factor: speed },
    verbose: values.verbose,
    ...(values.faults !== undefined && { faults: faultRates(values.faults) }),
    report: values.report,
  };
}

function fail(error: unknown, hint = ''): never {
  console.error(`gongdan: ${(error as Error).message}${hint && `\n${hint}`}`);
  process.exit(1);
}

let options: Options;
try {
  options = optionsOf(process.argv.slice(2));
} catch (error) {
  fail(error, USAGE);
}

try {
  const runtime = await startRuntime({ ...options, checkBundles: true });
  await runtime.once('sample desk', async () => {
    const token = await runtime.token('agt_operator', [SCOPES.operator]);
    await seedSampleDesk(runtime.url, token);
  });
  console.log(welcome(runtime, options.dataDir));
  if (options.faults) console.log(`  故障 faults      ${faultText(options.faults)}\n`);
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(130); // asked twice
    stopping = true;
    if (options.report) console.log(permissionReport(runtime.grants()));
    runtime.stop().then(() => process.exit(0), fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
} catch (error) {
  fail(error);
}
