import { ApiProblem } from '../../../client/api-problem.ts';

/** What is refused, by the API or by the store, is refused: undefined, and the rest of an act goes on. Everything else is thrown. */
export const tried = async <T>(step: Promise<T>): Promise<T | undefined> => {
  try {
    return await step;
  } catch (error) {
    if (error instanceof ApiProblem) return undefined;
    throw error;
  }
};

/** More requests than a sandbox lets pass before it asks the counter again: it takes 20 at a time, and each function has one sandbox. */
export const OFTEN = 21;
