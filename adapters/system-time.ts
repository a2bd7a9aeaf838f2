import { setTimeout as sleep } from 'node:timers/promises';
import { toInstant } from '../core/domain/time.ts';
import type { Time } from '../core/ports.ts';

const STEP_MS = 20;
const LONGEST_MS = 200;

/** Jitter is full: anything from nothing to 20, 40, 80, 160, 200 ms; five attempts wait 0.5 s together at the very most. */
export const systemTime: Time = {
  now: () => toInstant(Date.now()),
  jitter: async (attempt) => {
    await sleep(Math.random() * Math.min(STEP_MS * 2 ** (attempt - 1), LONGEST_MS));
  },
};
