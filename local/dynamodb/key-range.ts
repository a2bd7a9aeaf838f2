/** From a key condition to a range of keys. */
import { type AttributeValue, compareValues, type Item } from './attribute-value.ts';
import { validation } from './engine.ts';
import type { Expressions } from './expressions.ts';
import { afterPrefix, hashBytes, type KeySchema, rangeBytes, successor } from './keys.ts';

/** From `low` (with it) to `high` (without it). */
export interface KeyRange {
  readonly low: Buffer;
  readonly high: Buffer;
}

export interface KeyCondition {
  readonly hash: AttributeValue;
  readonly range?: { readonly operator: string; readonly values: readonly AttributeValue[] };
}

/** Checks the condition against the keys that the query goes by. Throws a ValidationException. */
export function keyConditionOf(
  schema: KeySchema,
  conditions: NonNullable<Expressions['keyCondition']>,
  values: Item,
): KeyCondition {
  const given = Object.keys(conditions).length;
  if (schema.length === 1 && given > 1) throw validation('Query key condition not supported');
  const [hash, range] = schema.map(({ name, type }, position) => {
    const condition = conditions[name];
    if (!condition) {
      if (position === 0 || given > 1) throw validation(`Query condition missed key schema element: ${name}`);
      return undefined;
    }
    const operands = condition.values.map((value) => values[value]!);
    if (operands.some((operand) => operand[type] === undefined))
      throw validation(
        'One or more parameter values were invalid: Condition parameter type does not match schema type',
      );
    if (position === 0 && condition.operator !== 'EQ') throw validation('Query key condition not supported');
    return { operator: condition.operator, values: operands };
  });
  return { hash: hash!.values[0]!, ...(range && { range }) };
}

export function keyRangeOf(owner: number, schema: KeySchema, { hash, range }: KeyCondition): KeyRange {
  const head = hashBytes(owner, schema, hash);
  const all = { low: head, high: afterPrefix(head) };
  if (!range) return all;
  const [first, last] = range.values.map((value) => Buffer.concat([head, rangeBytes(schema, value)])) as [
    Buffer,
    Buffer,
  ];
  switch (range.operator) {
    case 'EQ':
      return { low: first, high: successor(first) };
    case 'LT':
      return { low: head, high: first };
    case 'LE':
      return { low: head, high: successor(first) };
    case 'GT':
      return { low: successor(first), high: all.high };
    case 'GE':
      return { low: first, high: all.high };
    case 'BEGINS_WITH':
      return { low: first, high: afterPrefix(first) };
    case 'BETWEEN':
      return { low: first, high: successor(last) };
    default:
      throw validation('Attempted conditional constraint is not an indexable operation');
  }
}

/** Refuses bounds in the wrong order, which dynalite checks only where both are written out in the expression. */
export function refuseEmptyBetween({ range }: KeyCondition): void {
  if (range?.operator === 'BETWEEN' && (compareValues(range.values[0], range.values[1]) ?? 0) > 0)
    throw validation(
      'The BETWEEN condition was provided a range where the lower bound is greater than the upper bound',
    );
}
