import type { Retrier } from './definition.ts';
import { randomFrom } from './random.ts';

/** Milliseconds before the attempt that follows `spent` retries; `seed` decides the jitter. */
export function retryDelay(retrier: Retrier, spent: number, seed: string): number {
  const seconds = Math.min(retrier.intervalSeconds * retrier.backoffRate ** spent, retrier.maxDelaySeconds);
  return Math.round(seconds * 1000 * (retrier.jitter ? randomFrom(seed) : 1));
}
