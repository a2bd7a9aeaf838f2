import { z } from 'zod';
import { type EnvironmentOf, FUNCTIONS, type FunctionName } from '../../contracts/environment.ts';

/**
 * The variables of a function, read once at its cold start. No defaults: throws and names every variable that is missing.
 */
export const environmentOf = <F extends FunctionName>(
  name: F,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): EnvironmentOf<F> => {
  const variables: readonly string[] = FUNCTIONS[name].variables;
  const schema = z.object(Object.fromEntries(variables.map((variable) => [variable, z.string().min(1)])));
  const parsed = schema.safeParse(environment);
  if (!parsed.success)
    throw new Error(`${name} lacks ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}.`);
  return parsed.data as EnvironmentOf<F>;
};
