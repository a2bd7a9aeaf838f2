/** What reading and writing transactions share. */
import { validation } from './engine.ts';

/** A transaction prepares and commits, and each costs. */
export const TRANSACTION_FACTOR = 2;
const MAX_BYTES = 4 * 1024 * 1024;

export function refuseSameItem(keys: readonly Buffer[]): void {
  if (new Set(keys.map((key) => key.toString('latin1'))).size < keys.length)
    throw validation('Transaction request cannot include multiple operations on one item');
}

/** `sizes`: bytes of the items. */
export function refuseTooLarge(sizes: readonly number[]): void {
  if (sizes.reduce((sum, size) => sum + size, 0) > MAX_BYTES)
    throw validation('Transaction request size exceeds the limit: the aggregate size of its items is above 4 MB');
}
