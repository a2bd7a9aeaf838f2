/**
 * Conditions and filters, compiled from dynalite's parse tree. Evaluated here and not by dynalite, whose evaluation compares
 * maps by identity, measures texts in UTF-16 units and finds two missing attributes equal.
 */
import { type AttributeValue, areEqual, compareValues, type Item, typeOf } from './attribute-value.ts';
import { valueAt } from './path.ts';

export type Condition = (item: Item, values: Item) => boolean;
export type Operand = (item: Item, values: Item) => AttributeValue | undefined;

/** A node of dynalite's tree: a path, a value of the request (found by identity), or an operator with its operands. */
export type Node = any;

/** The name under which the request gave this value, e.g. `:now`. */
export type NameOf = (node: Node) => string | undefined;

export function compileCondition(node: Node, nameOf: NameOf): Condition {
  const { type, args }: { type: string; args: Node[] } = node;
  if (type === 'and' || type === 'or') {
    const [left, right] = args.map((arg) => compileCondition(arg, nameOf)) as [Condition, Condition];
    return type === 'and'
      ? (item, values) => left(item, values) && right(item, values)
      : (item, values) => left(item, values) || right(item, values);
  }
  if (type === 'not') {
    const inner = compileCondition(args[0], nameOf);
    return (item, values) => !inner(item, values);
  }
  const operands = args.map((arg) => compileOperand(arg, nameOf));
  const test = tests[type === 'function' ? node.name : type];
  if (!test) throw new Error(`The condition operator ${node.name ?? type} is not known.`);
  return (item, values) => test(...operands.map((operand) => operand(item, values)));
}

function compileOperand(node: Node, nameOf: NameOf): Operand {
  if (Array.isArray(node)) return (item) => valueAt(node, item);
  const name = nameOf(node);
  if (name !== undefined) return (_item, values) => values[name];
  const inner = compileOperand(node.args[0], nameOf); // the one operator among operands: size(…)
  return (item, values) => {
    const size = sizeOf(inner(item, values));
    return size === undefined ? undefined : { N: String(size) };
  };
}

function sizeOf(value: AttributeValue | undefined): number | undefined {
  if (!value) return undefined;
  const type = typeOf(value);
  if (type === 'S') return Buffer.byteLength(value.S);
  if (type === 'B') return Buffer.byteLength(value.B, 'base64');
  if (type === 'M') return Object.keys(value.M).length;
  return Array.isArray(value[type]) ? value[type].length : undefined;
}

type Value = AttributeValue | undefined;
const ordered = (a: Value, b: Value, holds: (order: number) => boolean): boolean => {
  const order = compareValues(a, b);
  return order !== undefined && holds(order);
};

const tests: Record<string, (...values: Value[]) => boolean> = {
  '=': (a, b) => areEqual(a, b),
  '<>': (a, b) => !areEqual(a, b),
  '<': (a, b) => ordered(a, b, (order) => order < 0),
  '<=': (a, b) => ordered(a, b, (order) => order <= 0),
  '>': (a, b) => ordered(a, b, (order) => order > 0),
  '>=': (a, b) => ordered(a, b, (order) => order >= 0),
  between: (a, low, high) => ordered(a, low, (order) => order >= 0) && ordered(a, high, (order) => order <= 0),
  in: (a, ...members) => members.some((member) => areEqual(a, member)),
  attribute_exists: (a) => a !== undefined,
  attribute_not_exists: (a) => a === undefined,
  attribute_type: (a, type) => a !== undefined && typeOf(a) === type?.S,
  begins_with: (a, prefix) => beginsWith(a, prefix),
  contains: (a, part) => contains(a, part),
};

function beginsWith(value: Value, prefix: Value): boolean {
  if (value?.S !== undefined && prefix?.S !== undefined) return value.S.startsWith(prefix.S);
  if (value?.B === undefined || prefix?.B === undefined) return false;
  const start = Buffer.from(prefix.B, 'base64');
  return Buffer.from(value.B, 'base64').subarray(0, start.length).equals(start);
}

function contains(value: Value, part: Value): boolean {
  if (!value || !part) return false;
  const type = typeOf(value);
  if (type === 'L') return value.L.some((child: AttributeValue) => areEqual(child, part));
  if (type === 'S') return part.S !== undefined && value.S.includes(part.S);
  if (type === 'B')
    return part.B !== undefined && Buffer.from(value.B, 'base64').includes(Buffer.from(part.B, 'base64'));
  const member = type === 'SS' ? 'S' : type === 'NS' ? 'N' : type === 'BS' ? 'B' : undefined;
  return member !== undefined && value[type].some((text: string) => areEqual({ [member]: text }, part));
}
