/** EventBridge event patterns: which events a rule or a pipe takes. */
import { type Found, valuesAt } from './event-values.ts';
import { ABSENT, compileExact, compileExpression, type Dialect, type Scalar, type Test } from './match-expression.ts';
import { type Fields, isFields, type PatternNode, readPattern } from './pattern-text.ts';

/** What one path of the pattern asks for; any of the tests will do. */
interface Condition {
  readonly steps: readonly string[];
  readonly tests: readonly Test[];
}

/** Conditions by path, all of which must hold. A pattern with `$or` becomes several of these. */
type Conjunction = ReadonlyMap<string, Condition>;

const OPERATORS = new Set(
  'exact prefix suffix equals-ignore-case numeric cidr exists anything-but wildcard'.split(' '),
);

/**
 * Compiles the text of a pattern, e.g. `{"detail": {"priority": ["P0", "P1"]}}`, into a predicate on events.
 * `dialect`: `pipe` for the filters of pipes and event source mappings, which have no wildcard.
 * Throws an Error with EventBridge's wording when the pattern is not valid.
 */
export function compile(patternText: string, dialect: Dialect = 'rule'): (event: unknown) => boolean {
  try {
    const root = readPattern(patternText);
    if (!isFields(root)) throw new Error('Filter is not an object');
    const alternatives = read(root, [], [new Map()], dialect, false).map((conjunction) => [...conjunction.values()]);
    return (event) => alternatives.some((conditions) => holds(conditions, 0, event, new Map()));
  } catch (error) {
    throw new Error(`Event pattern is not valid. Reason: ${(error as Error).message}`);
  }
}

function read(
  object: Fields,
  path: readonly string[],
  before: readonly Conjunction[],
  dialect: Dialect,
  insideOr: boolean,
): readonly Conjunction[] {
  if (object.fields.length === 0) throw new Error('Empty objects are not allowed');
  let alternatives = before;
  for (const [name, value] of object.fields) {
    if (name === '$or') {
      alternatives = readOr(value, path, alternatives, dialect);
      continue;
    }
    if (insideOr && OPERATORS.has(name)) {
      throw new Error(`${name} is Ruler reserved fieldName which cannot be used inside $or.`);
    }
    const steps = [...path, name];
    if (isFields(value)) {
      alternatives = read(value, steps, alternatives, dialect, insideOr);
    } else if (Array.isArray(value)) {
      // A dot in a name and a level of nesting are the same thing to EventBridge.
      const joined = steps.join('.');
      const condition: Condition = { steps: joined.split('.'), tests: readTests(value, dialect) };
      alternatives = alternatives.map((conjunction) => new Map(conjunction).set(joined, condition));
    } else {
      throw new Error(`"${name}" must be an object or an array`);
    }
  }
  return alternatives;
}

function readOr(
  value: PatternNode,
  path: readonly string[],
  before: readonly Conjunction[],
  dialect: Dialect,
): readonly Conjunction[] {
  if (!Array.isArray(value)) throw new Error('It must be an Array followed with $or.');
  const alternatives = value.flatMap((branch) => {
    if (!isFields(branch)) throw new Error('Only JSON object is allowed in array of $or relationship.');
    return read(branch, path, before, dialect, true);
  });
  if (value.length < 2) throw new Error('There must have at least 2 Objects in $or relationship.');
  return alternatives;
}

function readTests(values: readonly PatternNode[], dialect: Dialect): readonly Test[] {
  if (values.length === 0) throw new Error('Empty arrays are not allowed');
  return values.map((expected): Test => {
    if (isFields(expected)) return compileExpression(expected, dialect);
    if (Array.isArray(expected)) throw new Error('Match value must be String, number, true, false, or null');
    return compileExact(expected as Scalar);
  });
}

/** Whether all conditions from `index` on hold with values from the same elements of the arrays that were passed. */
function holds(conditions: readonly Condition[], index: number, event: unknown, chosen: Found['elements']): boolean {
  const condition = conditions[index];
  if (!condition) return true;
  const found = valuesAt(event, condition.steps);
  if (found.length === 0) {
    return condition.tests.includes(ABSENT) && holds(conditions, index + 1, event, chosen);
  }
  for (const { value, elements } of found) {
    if (!condition.tests.some((test) => test(value))) continue;
    if (elements.size === 0) {
      if (holds(conditions, index + 1, event, chosen)) return true;
    } else if ([...elements].every(([array, element]) => (chosen.get(array) ?? element) === element)) {
      if (holds(conditions, index + 1, event, new Map([...chosen, ...elements]))) return true;
    }
  }
  return false;
}
