/** The embedded runtime in a process of its own, as `npm start` runs it, for benchmarks that put it under load. */
import { prepareProcess } from '../local/process.ts';

prepareProcess(); // before anything large is loaded, as there
const { channelKey } = await import('../contracts/signature.ts');
const { startRuntime } = await import('../local/runtime.ts');
const { seedSampleDesk } = await import('../local/sample-desk.ts');

const [, , dataDir = ''] = process.argv;
const runtime = await startRuntime({ assembly: 'cdk.out/local', dataDir, port: 0 });
await seedSampleDesk(runtime.url, await runtime.token('agt_operator', ['gongdan/operator']));
process.on('message', (question) => {
  if (question === 'totals') process.send?.({ totals: runtime.meter.totals() });
  if (question === 'settle') void runtime.settle().then(() => process.send?.({ settled: true }));
});
process.send?.({
  url: runtime.url,
  key: channelKey(runtime.secret('SigningSecret'), 'shop'),
  token: await runtime.token('agt_lin', ['gongdan/agent', 'gongdan/supervisor']),
});
