/** The system in a process of its own, to be killed: prints its URL, a channel key and the numbers of the store when asked. */
import { SCOPES } from '../../contracts/routes.ts';
import { channelKey } from '../../contracts/signature.ts';
import { prepareProcess } from '../../local/process.ts';
import { startRuntime } from '../../local/runtime.ts';

prepareProcess();
const [, , dataDir = ''] = process.argv;
const runtime = await startRuntime({ assembly: 'cdk.out/local', dataDir, port: 0, say: () => {} });
process.send?.({
  url: runtime.url,
  key: channelKey(runtime.secret('SigningSecret'), 'shop'),
  operator: await runtime.token('agt_operator', [SCOPES.operator]),
});
