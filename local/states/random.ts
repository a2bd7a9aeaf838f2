import { createHash } from 'node:crypto';

/** A number in [0, 1) that depends on `seed` alone: jitter is the same in every run of the same history. */
export function randomFrom(seed: string): number {
  return createHash('sha256').update(seed).digest().readUInt32BE(0) / 2 ** 32;
}
