/** What is wrong with a definition: where, and why. */
export interface Problem {
  /** Name of the state, or empty for the machine as a whole. */
  readonly state: string;
  readonly field: string;
  readonly reason: string;
}

export const describeProblem = ({ state, field, reason }: Problem): string =>
  [state && `state '${state}'`, field && `field '${field}'`, reason].filter(Boolean).join(', ');

export type Report = (field: string, reason: string) => void;

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reports a `Comment` that is no text. */
function reportComment(value: Json, report: Report, at: string): void {
  if (value.Comment !== undefined && typeof value.Comment !== 'string') report(`${at}Comment`, 'must be a string');
}

/** Every object of a definition is checked here: for fields it does not have, and for its comment. */
export function reportUnknownFields(
  value: Json,
  known: readonly string[],
  jsonPath: ReadonlySet<string>,
  report: Report,
  at = '',
): void {
  for (const field of Object.keys(value)) {
    if (known.includes(field)) continue;
    report(
      at + field,
      jsonPath.has(field) ? 'belongs to JSONPath; this state is in JSONata' : 'is not a field of this kind of state',
    );
  }
  reportComment(value, report, at);
}
