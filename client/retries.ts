/** When a request is sent again, and after how long. */
import { ApiProblem, Unreachable } from './api-problem.ts';

export interface RetryOptions {
  /** At most so many requests for one call; default 4, 1 for no retries. */
  readonly attempts?: number;
  /** A `Retry-After` beyond this is told, not waited for; default 10,000 ms. */
  readonly longestWaitMs?: number;
  /** Default: a timer. Rejects with the reason of the signal once that is aborted. */
  readonly sleep?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  /** 0 to 1; default `Math.random`. */
  readonly random?: () => number;
}

const ATTEMPTS = 4;
const LONGEST_MS = 10_000;
const STEP_MS = 100;
const SLOWEST_STEP_MS = 2000;
/** Whether it was done, nobody can say. */
const UNSURE: readonly number[] = [502, 503, 504];

export const attemptsOf = ({ attempts = ATTEMPTS }: RetryOptions): number => attempts;

/**
 * `act` again while it fails in a way that passes. A 429 was turned away at the door, so that any request may come again; after silence
 * or a 502, 503, 504 only what is `repeatable`. Waits as long as the answer says, else anything from nothing to 100, 200, 400 … ms.
 */
export const retried = async <T>(
  act: () => Promise<T>,
  repeatable: boolean,
  options: RetryOptions,
  signal: AbortSignal | undefined,
): Promise<T> => {
  const { longestWaitMs = LONGEST_MS, sleep = sleepFor, random = Math.random } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (attempt >= attemptsOf(options) || signal?.aborted || !passes(error, repeatable)) throw error;
      const told = error instanceof ApiProblem ? error.retryAfterMs : undefined;
      if (told !== undefined && told > longestWaitMs) throw error;
      await sleep(told ?? random() * Math.min(STEP_MS * 2 ** (attempt - 1), SLOWEST_STEP_MS), signal);
    }
  }
};

const passes = (error: unknown, repeatable: boolean): boolean => {
  if (error instanceof ApiProblem) return error.status === 429 || (repeatable && UNSURE.includes(error.status));
  return repeatable && error instanceof Unreachable;
};

const sleepFor = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
