/** Clocks that a test has run, reckoned again by the system itself from what happened. */
import { expect } from 'vitest';
import type { System } from './system.ts';

/**
 * Fails when the clocks of one of these tickets cannot be explained, or are not what follows from its timeline.
 * `ids`: of tickets of the system.
 */
export const proveClocks = async (system: System, ids: readonly string[]): Promise<void> => {
  const operator = await system.desk('agt_operator', 'operator');
  for (const id of ids) {
    const { clocks } = await operator.getClocks({ id });
    expect(clocks.map(({ clock }) => clock)).toEqual(expect.arrayContaining(['firstResponse', 'resolution']));
    const { differences, fixed } = await operator.rebuildClocks({ id, body: { dryRun: true } });
    expect({ id, differences, fixed }).toEqual({ id, differences: [], fixed: false });
  }
};
