/** JSONata as Step Functions runs it: nothing undefined, nothing that is not JSON, and the runtime's clock. */
import jsonata from 'jsonata';
import type { Clock } from '../clock.ts';
import { EvaluationFailure } from './failure.ts';
import { addFunctions } from './functions.ts';

export type Bindings = Readonly<Record<string, unknown>>;

interface Expression {
  /** The text between `{%` and `%}`, trimmed. */
  readonly text: string;
  readonly ast: jsonata.ExprNode;
  /** The value as plain JSON. Throws EvaluationFailure; `field` is named in its cause. */
  evaluate(bindings: Bindings, field: string): Promise<unknown>;
}

/** Compiles the text of an expression; throws jsonata's error when it does not parse. */
export type Compile = (text: string) => Expression;

const LONGEST_EVALUATION_MS = 10_000; // of wall time: an endless expression would stop every other execution
const DEEPEST_STACK = 1000;

export const isExpression = (value: unknown): value is string =>
  typeof value === 'string' && value.startsWith('{%') && value.endsWith('%}') && value.length >= 4;

export const textOfExpression = (value: string): string => value.slice(2, -2).trim();

/** A compiler with its own cache: compiling costs ten times an evaluation. */
export function createCompiler(clock: Clock): Compile {
  const compiled = new Map<string, Expression>();
  return (text) => {
    const known = compiled.get(text);
    if (known) return known;
    const program = jsonata(text, { timeout: LONGEST_EVALUATION_MS, stack: DEEPEST_STACK });
    addFunctions(program, clock);
    const expression: Expression = {
      text,
      ast: program.ast(),
      evaluate: async (bindings, field) => plain(await run(program, text, bindings, field), text, field),
    };
    compiled.set(text, expression);
    return expression;
  };
}

async function run(program: jsonata.Expression, text: string, bindings: Bindings, field: string): Promise<unknown> {
  try {
    return await program.evaluate(undefined, bindings as Record<string, unknown>);
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    throw new EvaluationFailure(
      `${described(text, field)} threw an error during evaluation.${code ? ` ${code}:` : ''} ${message ?? String(error)}`,
      field,
    );
  }
}

const described = (text: string, field: string) =>
  `The JSONata expression '${text}' specified for the field '${field}'`;

function plain(value: unknown, text: string, field: string): unknown {
  if (value === undefined) {
    throw new EvaluationFailure(`${described(text, field)} returned nothing (undefined).`, field);
  }
  return copy(value, () => {
    throw new EvaluationFailure(`${described(text, field)} returned an unsupported result type.`, field);
  });
}

/** JSONata's arrays carry hidden members and its functions are objects; neither may get into an execution's data. */
function copy(value: unknown, refuse: () => never): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : refuse();
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : copy(item, refuse)));
  if (typeof value !== 'object') return refuse();
  if ('_jsonata_lambda' in value || '_jsonata_function' in value) return refuse();
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) if (item !== undefined) result[key] = copy(item, refuse);
  return result;
}

/** The failure of a field whose expression gave another type than the field takes. */
export function unexpectedType(text: string, field: string, expected: string, value: unknown): EvaluationFailure {
  const actual = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return new EvaluationFailure(
    `${described(text, field)} returned an unexpected result type. Expected '${expected}', but was '${actual}' for value: ${JSON.stringify(value)}`,
    field,
  );
}
