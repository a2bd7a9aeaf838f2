/** The whole system with providers that fail a third of their calls. */
import { expect, it } from 'vitest';
import { NO_FAULTS } from '../../../local/faults/rates.ts';
import { startSystem } from '../../support/system.ts';

const MINUTE = 60_000;
const SEED = 7;
const CUSTOMERS = Array.from({ length: 12 }, (_, number) => `c${number}@example.com`);

it(`everybody is told once, though SES fails a third of its calls (seed ${SEED})`, { timeout: 60_000 }, async () => {
  await using system = await startSystem(':memory:', { faults: { ...NO_FAULTS, provider: 0.33, seed: SEED } });
  for (const email of CUSTOMERS) await system.post('快递到哪了', { email });
  await system.runtime.advance(15 * MINUTE); // the queue brings what failed again after three
  const told = system.runtime.mails().flatMap(({ to, subject }) => (subject.includes('已受理') ? to : []));
  expect(told.toSorted()).toEqual(CUSTOMERS.toSorted());
});
