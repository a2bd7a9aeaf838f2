/** An export while AWS has a bad day. */
import { expect, it } from 'vitest';
import { again } from '../../local/faults/again.ts';
import { faultRates } from '../../local/faults/rates.ts';
import { originalAssembly, withoutSchedules } from '../support/altered-assembly.ts';
import { minutes, startSystem } from '../support/system.ts';

const SEED = 11;
// Alone on two cores it is some ten seconds; beside other tests many times that.
const PATIENCE_MS = 180_000;
/** Two minutes before midnight in Shanghai. */
const START = Date.parse('2026-03-02T15:58:00.000Z');
/** Slices are of fourteen days: each of the two is in one of its own. */
const RANGE = { from: '2026-02-03', to: '2026-04-20' };

it('has every ticket once, whatever is doubled, late, throttled or dies', { timeout: PATIENCE_MS }, async () => {
  const original = originalAssembly();
  try {
    console.info(`faults: seed ${SEED}`);
    await using system = await startSystem(':memory:', {
      start: START,
      assembly: original.altered(withoutSchedules),
      faults: faultRates(`duplicate=0.4,reorder=0.2,delay=0.2,throttle=0.2,crash=0.15,seed=${SEED}`),
    });
    const codes: string[] = [];
    for (const day of ['monday', 'tuesday']) {
      for (const nth of [1, 2])
        codes.push((await again(() => system.post('订单超时未派送', { uniqueId: `${day}-${nth}` }))).code);
      await system.runtime.advance(minutes(5));
    }
    await system.runtime.advance(minutes(10)); // all of them are counted, also what was tried again
    const operator = await system.desk('agt_operator', 'operator');
    const body = { format: 'csv' as const, ...RANGE, columns: ['code' as const] };
    const { id } = await again(() => operator.startExport({ body }));
    // What failed comes again after its visibility timeout; nobody who asks in the meantime does harm.
    for (let turn = 0; turn < 3; turn += 1) {
      await system.runtime.advance(minutes(16));
      await again(() => operator.getExport({ export: id }));
    }
    const job = await again(() => operator.getExport({ export: id }));
    expect(job).toMatchObject({ state: 'done', done: codes.length, total: codes.length, rows: codes.length });
    const [, ...rows] = (await (await fetch(job.url ?? '')).text()).trimEnd().split('\r\n');
    expect(rows.toSorted()).toEqual(codes.toSorted());
  } finally {
    original.dispose();
  }
});
