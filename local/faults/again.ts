import { ApiProblem, Unreachable } from '../../client/api-problem.ts';

const TRIES = 10; // an answer in ten fails at most: all ten do so once in 10^10 requests
const FAULT = 500;

/** Asks again, at once, when the API failed or nobody answered; rejects as `ask` does when it was refused. */
export const again = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      const failed = error instanceof Unreachable || (error instanceof ApiProblem && error.status >= FAULT);
      if (!failed || attempt === TRIES) throw error;
    }
  }
};
