/** The numbers of event patterns: EventBridge compares from -5e9 to 5e9, to six decimals. */
import type { PatternNode } from './pattern-text.ts';

const LARGEST = 5e9;
const DECIMALS = 1e6;

const refuse = (reason: string): never => {
  throw new Error(reason);
};

/** Whether EventBridge compares the number as one; others are equal to themselves and in no range. */
const isComparable = (value: number): boolean =>
  Math.abs(value) <= LARGEST && Math.round(value * DECIMALS) / DECIMALS === value;

/** A number that a pattern compares with. Throws an Error with EventBridge's reason when it can not be compared. */
export function operand(value: number): number {
  if (Math.abs(value) > LARGEST) refuse('Value must be between -5.0E9 and 5.0E9, inclusive');
  return isComparable(value) ? value : refuse(`Only values upto 6 decimals are supported${value}`);
}

const COMPARE: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, at) => value === at,
  '>': (value, at) => value > at,
  '>=': (value, at) => value >= at,
  '<': (value, at) => value < at,
  '<=': (value, at) => value <= at,
};

/** `[">", 0, "<=", 5]` and the like, as a predicate on a value. Throws an Error with EventBridge's reason. */
export function compileNumeric(range: PatternNode | undefined): (value: unknown) => boolean {
  if (!Array.isArray(range)) return refuse('Value of numeric must be an array.');
  const [operator, given, secondOperator, secondGiven] = range as readonly PatternNode[];
  const compare = (name: string) => (Object.hasOwn(COMPARE, name) ? COMPARE[name] : undefined);
  if (typeof operator !== 'string') return refuse(`Invalid member in numeric match: ${JSON.stringify(operator)}`);
  const first = compare(operator) ?? refuse(`Unrecognized numeric range operator: ${operator}`);
  const bound = number(given, operator);
  const from = operand(bound);
  if (range.length === 2) return (value) => typeof value === 'number' && isComparable(value) && first(value, from);
  if (!operator.startsWith('>')) return refuse('Too many elements in numeric expression');
  if (typeof secondOperator !== 'string') {
    return refuse(`Bad value in numeric range: ${JSON.stringify(secondOperator)}`);
  }
  const second = secondOperator.startsWith('<') ? compare(secondOperator) : undefined;
  if (!second) return refuse(`Bad numeric range operator: ${secondOperator}`);
  const top = number(secondGiven, secondOperator);
  if (range.length > 4) return refuse('Too many terms in numeric range expression');
  if (bound >= top) return refuse('Bottom must be less than top');
  const to = operand(top);
  return (value) => typeof value === 'number' && isComparable(value) && first(value, from) && second(value, to);
}

const number = (value: PatternNode | undefined, operator: string): number =>
  typeof value === 'number' ? value : refuse(`Value of ${operator === '=' ? 'equals' : operator} must be numeric`);
