/** One life of the system, in a process of its own so that it can be killed: node system-process.ts <assembly> <data dir> <speed>. */
import { SCOPES } from '../../contracts/routes/route.ts';
import { prepareProcess } from '../../local/process.ts';
import { startRuntime } from '../../local/runtime.ts';
import { seedSampleDesk } from '../../local/sample-desk.ts';
import { snapshotOf } from '../support/desk-snapshot.ts';
import { faultsOf, type Told } from '../support/invariants.ts';
import type { Ready } from './clients.ts';

export type Question = { readonly ask: 'check'; readonly told: Told } | { readonly ask: 'stop' };

prepareProcess();
const [, , assembly = '', dataDir = '', speed = '1'] = process.argv;
const factor = Number(speed);
const runtime = await startRuntime({ assembly, dataDir, port: 0, clock: { kind: 'scaled', factor } });
const operator = await runtime.token('agt_operator', [SCOPES.operator]);
const agents = await seedSampleDesk(runtime.url, operator); // again in every life: it leaves loads alone

process.on('message', (question: Question) => {
  if (question.ask === 'stop')
    void runtime.stop().then(
      () => process.exit(0),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  else
    void snapshotOf(runtime).then((desk) =>
      process.send?.({ tickets: desk.heads.size, faults: faultsOf(desk, question.told) }),
    );
});

const people = agents.map(async ({ id, roles }) => ({
  ...{ id, roles },
  token: await runtime.token(
    id,
    roles.map((role) => SCOPES[role]),
  ),
}));
process.send?.({
  url: runtime.url,
  signingSecret: runtime.secret('SigningSecret'),
  clock: { virtual: runtime.clock.now(), wall: Date.now(), factor },
  people: await Promise.all(people),
} satisfies Ready);
