/** Files of tickets while AWS has a bad day. */
import { expect, it } from 'vitest';
import { attachFile, fetchFile } from '../../client/attach-file.ts';
import { again } from '../../local/faults/again.ts';
import { faultRates } from '../../local/faults/rates.ts';
import { originalAssembly, withoutSchedules } from '../support/altered-assembly.ts';
import { minutes, startSystem } from '../support/system.ts';

const FILES = 8;
const SEED = 7;

it('come, are checked once and are read, whatever is doubled, late, throttled or dies', async () => {
  const original = originalAssembly();
  try {
    console.info(`faults: seed ${SEED}`);
    await using system = await startSystem(':memory:', {
      assembly: original.altered(withoutSchedules),
      faults: faultRates(`duplicate=0.3,reorder=0.2,delay=0.2,throttle=0.2,crash=0.1,seed=${SEED}`),
    });
    const operator = await system.desk('agt_operator', 'operator');
    const profile = { name: 'lin', team: 'logistics', roles: ['agent' as const], presence: 'online' as const };
    await again(() => operator.putAgent({ agent: 'agt_lin', body: profile }));
    const lin = await system.desk('agt_lin', 'agent');
    const { id } = await again(() => system.post('订单超时未派送', { uniqueId: 'one' }));
    const bytes = new Uint8Array(Buffer.from('签收'));
    for (let number = 0; number < FILES; number += 1)
      await again(() => attachFile(lin, id, { name: `${number}.txt`, type: 'text/plain', bytes }));
    await system.runtime.advance(minutes(10)); // a message that failed comes again after its visibility timeout

    const { items } = await again(() => lin.listAttachments({ id }));
    expect(items.map(({ state }) => state)).toEqual(Array(FILES).fill('clean'));
    for (const { id: attachment } of items) {
      const found = await again(async () => fetchFile(await lin.readAttachment({ id, attachment })));
      expect(Buffer.from(found).equals(bytes)).toBe(true);
    }
    const timeline = await again(() => lin.getTimeline({ id, query: { limit: 100 } }));
    const checked = timeline.items.filter(({ type }) => type === 'ticket.attachment-checked');
    expect(new Set(checked.map(({ data }) => data.id)).size).toBe(FILES);
    expect(checked).toHaveLength(FILES);
  } finally {
    original.dispose();
  }
});
