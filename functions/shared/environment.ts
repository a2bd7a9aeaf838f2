import { type EnvironmentOf, FUNCTIONS, type FunctionName } from '../../contracts/environment.ts';

/**
 * The variables of a function, read once at its cold start. The schema is the list in contracts/environment.ts: every variable
 * of it, not empty, no defaults. Throws and names all that are missing.
 */
export const environmentOf = <F extends FunctionName>(
  name: F,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): EnvironmentOf<F> => {
  const variables: readonly string[] = FUNCTIONS[name].variables;
  const missing = variables.filter((variable) => !environment[variable]);
  if (missing.length > 0) throw new Error(`${name} lacks ${missing.join(', ')}.`);
  return Object.fromEntries(variables.map((variable) => [variable, environment[variable]])) as EnvironmentOf<F>;
};
