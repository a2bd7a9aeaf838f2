import type { z } from 'zod';
import type { Problem } from '../../contracts/problem.ts';
import { Rejected } from './rejected.ts';

export type InputErrors = NonNullable<Problem['errors']>;

/** `prefix` names a part beside the body, e.g. `query`. Every unknown field is a problem of its own. */
export const errorsOf = (error: z.core.$ZodError, prefix?: string): InputErrors =>
  error.issues.flatMap((issue) => {
    const path = [...(prefix === undefined ? [] : [prefix]), ...issue.path.map(String)];
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'There is no such field' }))
      : [{ path: path.join('.'), message: issue.message }];
  });

export const rejectInvalid = (errors: InputErrors): void => {
  if (errors.length > 0)
    throw new Rejected('invalid-request', 'The request has problems: correct them all and send it again.', errors);
};
