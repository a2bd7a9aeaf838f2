import { Rejected } from '../../shared/rejected.ts';

/** Gives what `read` makes of a text; what is wrong with it is told line by line. */
export const policyProblems = async <T>(read: () => Promise<T>): Promise<T> => {
  const { PolicyError } = await import('../../../contracts/yaml-document.ts');
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const errors = error.problems.map(({ line, path, message }) => ({ path: path || `line ${line}`, message, line }));
    throw new Rejected('policy-invalid', 'The policy has problems: nothing was published.', errors);
  }
};
