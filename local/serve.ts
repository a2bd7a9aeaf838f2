/** The system on this machine, until Ctrl-C. */
import { SCOPES } from '../contracts/routes/route.ts';
import { faultText } from './faults/rates.ts';
import { permissionReport } from './permission/report.ts';
import { startRuntime } from './runtime.ts';
import { seedSampleDesk } from './sample-desk.ts';
import { type StartOptions, startOptions, USAGE } from './start-options.ts';
import { welcome } from './welcome.ts';

function fail(error: unknown, hint = ''): never {
  // Several refusals have a line each.
  const lines = (error as Error).message.split('\n').map((line) => `gongdan: ${line}`);
  console.error([...lines, ...(hint ? [hint] : [])].join('\n'));
  process.exit(1);
}

let options: StartOptions;
try {
  const asked = startOptions(process.argv.slice(2));
  if (asked === 'help') {
    console.log(USAGE);
    process.exit(0);
  }
  options = asked;
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
