/** The match expressions of event patterns, e.g. `{"prefix": "tkt_"}`, as predicates on one value of an event. */
import { compileAddress, compileCidr } from './cidr.ts';
import { operand as comparable, compileNumeric } from './numeric.ts';
import { type Fields, isFields, type PatternNode } from './pattern-text.ts';
import { compileWildcard } from './wildcard.ts';

export type Scalar = string | number | boolean | null;
export type Test = (value: Scalar) => boolean;

/** Matches when the event has no value at the path; it cannot be asked of a value. */
export const ABSENT: Test = () => false;

/** Pipes know every operator but the wildcard. */
export type Dialect = 'rule' | 'pipe';

const refuse = (reason: string): never => {
  throw new Error(reason);
};
const isArray = (node: PatternNode | undefined): node is readonly PatternNode[] => Array.isArray(node);
const text = (node: PatternNode | undefined, what: string): string =>
  typeof node === 'string' ? node : refuse(`${what} match pattern must be a string`);
const strings =
  (test: (value: string) => boolean): Test =>
  (value) =>
    typeof value === 'string' && test(value);

function equalsIgnoreCase(operand: PatternNode | undefined): string {
  return text(operand, 'equals-ignore-case').toLowerCase();
}

/** `prefix` and `suffix`: a string, or `{"equals-ignore-case": string}`. */
function affix(name: 'prefix' | 'suffix', operand: PatternNode | undefined): Test {
  const has = (value: string, part: string) => (name === 'prefix' ? value.startsWith(part) : value.endsWith(part));
  if (isFields(operand)) {
    const [operator, part] = only(operand);
    if (operator !== 'equals-ignore-case') refuse(`Unsupported ${name} pattern: ${operator}`);
    const folded = equalsIgnoreCase(part);
    return strings((value) => has(value.toLowerCase(), folded));
  }
  const part = text(operand, name);
  return strings((value) => has(value, part));
}

function only(expression: Fields): readonly [string, PatternNode] {
  const [first] = expression.fields;
  if (!first) return refuse('Match expression name not found');
  if (expression.fields.length > 1) refuse('Only one key allowed in match expression');
  return first;
}

const listOf = (operand: PatternNode | undefined): readonly (PatternNode | undefined)[] =>
  isArray(operand) ? operand : [operand];

function anythingBut(operand: PatternNode | undefined, dialect: Dialect): Test {
  if (isFields(operand)) return anythingButExpression(operand, dialect);
  if (!isArray(operand) && typeof operand !== 'string' && typeof operand !== 'number') {
    return refuse('Value of anything-but must be an array or single string/number value.');
  }
  const values = listOf(operand);
  if (values.some((value) => typeof value !== 'string' && typeof value !== 'number')) {
    return refuse('Inside anything but list, start|null|boolean is not supported.');
  }
  if (new Set(values.map((value) => typeof value)).size !== 1) {
    return refuse('Inside anything but list, either all values are number or string, mixed type is not supported');
  }
  const refused = new Set(values.map((value) => (typeof value === 'number' ? comparable(value) : (value as string))));
  return (value) => !refused.has(value as string);
}

function anythingButExpression(operand: Fields, dialect: Dialect): Test {
  const [operator, parameter] = operand.fields[0] ?? refuse('Anything-But expression name not found');
  const known = ['equals-ignore-case', 'prefix', 'suffix', ...(dialect === 'rule' ? ['wildcard'] : [])];
  if (!known.includes(operator)) refuse(`Unsupported anything-but pattern: ${operator}`);
  if (!isArray(parameter) && typeof parameter !== 'string' && typeof parameter !== 'number') {
    return refuse('Value of anything-but must be an array or single string/number value.');
  }
  if (operand.fields.length > 1) return refuse('Too many elements in numeric expression');
  const refusal: Test[] = listOf(parameter).map((item) => {
    if (operator === 'equals-ignore-case') {
      if (typeof item !== 'string') {
        return refuse('Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.');
      }
      const folded = item.toLowerCase();
      return strings((value) => value.toLowerCase() === folded);
    }
    if (operator === 'wildcard') return strings(compileWildcard(text(item, 'wildcard')));
    if (item === '') return refuse('Null prefix/suffix not allowed');
    return affix(operator as 'prefix' | 'suffix', text(item, 'prefix/suffix'));
  });
  return (value) => !refusal.some((test) => test(value));
}

/** A value that stands by itself; an IP address is the same however it is written. */
export function compileExact(expected: Scalar): Test {
  const same = typeof expected === 'string' ? compileAddress(expected) : undefined;
  return same ? strings(same) : (value) => value === expected;
}

/** The predicate of one match expression. Throws an Error with EventBridge's reason when it is not valid. */
export function compileExpression(expression: Fields, dialect: Dialect): Test {
  const name = expression.fields[0]?.[0];
  const operand = expression.fields[0]?.[1];
  const single = <T>(result: T): T => {
    if (expression.fields.length === 1) return result;
    const counted = name === 'numeric' || name === 'anything-but';
    return refuse(counted ? 'Too many elements in numeric expression' : 'Only one key allowed in match expression');
  };
  switch (name) {
    case undefined:
      return refuse('Match expression name not found');
    case 'exact': {
      const exact = text(operand, 'exact');
      return single((value) => value === exact);
    }
    case 'prefix':
    case 'suffix':
      return single(affix(name, operand));
    case 'equals-ignore-case': {
      const folded = equalsIgnoreCase(operand);
      return single(strings((value) => value.toLowerCase() === folded));
    }
    case 'numeric':
      return single(compileNumeric(operand));
    case 'cidr':
      return single(strings(compileCidr(text(operand, 'prefix')))); // AWS says "prefix" here, too
    case 'exists':
      if (typeof operand !== 'boolean') return refuse('exists match pattern must be either true or false.');
      return single(operand ? () => true : ABSENT);
    case 'anything-but':
      return single(anythingBut(operand, dialect));
    case 'wildcard':
      if (dialect === 'rule') return single(strings(compileWildcard(text(operand, 'wildcard'))));
      break;
  }
  return refuse(`Unrecognized match type ${name}`);
}
