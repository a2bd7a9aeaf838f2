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
