import type { Time } from '../../core/ports.ts';

/** Nothing was written, and the same call may go through a moment later. */
const PASSING: ReadonlySet<string> = new Set([
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'TransactionConflictException', // which the SDK does not try again at all
]);
const ATTEMPTS = 3; // each is up to three of the SDK, and all of them end within the function's time

/** Runs one conditional write that somebody waits for, again when it fails for a reason that passes. */
export const insist = async <T>(time: Pick<Time, 'jitter'>, write: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof Error && PASSING.has(error.name))) throw error;
    }
    await time.jitter(attempt);
  }
};
