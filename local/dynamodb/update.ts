/**
 * Update expressions, compiled from dynalite's parse tree. Right-hand sides see the item as it was, list positions too, which
 * dynalite's own application does not keep (it shifts a list while it removes from it).
 */
import { AwsError } from '../aws.ts';
import { type AttributeValue, type Item, typeOf } from './attribute-value.ts';
import type { NameOf, Node, Operand } from './condition.ts';
import { addDecimals } from './decimal.ts';
import { childOf, type Path, valueAt } from './path.ts';

/** Changes `item`, which the caller has made for it; of what lies below `deepHeads` it has own copies. Throws a ValidationException. */
export type Update = (item: Item, values: Item) => void;

interface Section {
  readonly type: 'set' | 'remove' | 'add' | 'delete';
  readonly path: Path;
  readonly val?: Node;
}

const refused = (message: string): AwsError => new AwsError('ValidationException', message);
const refuse = (message: string): never => {
  throw refused(message);
};
const WRONG_TYPE = 'An operand in the update expression has an incorrect data type';

export function compileUpdate(sections: readonly Section[], nameOf: NameOf): Update {
  const steps = sections.map((section) => ({
    section,
    operand: section.val === undefined ? undefined : compileOperand(section.val, nameOf),
  }));
  return (item, values) => {
    const operands = steps.map(({ operand }) => operand?.(item, values));
    const lists = new Set<AttributeValue>();
    steps.forEach(({ section }, index) => {
      apply(section, operands[index], item, lists);
    });
    for (const list of lists) squash(list.L);
  };
}

function compileOperand(node: Node, nameOf: NameOf): Operand {
  const name = nameOf(node);
  if (name !== undefined) return (_item, values) => values[name];
  if (Array.isArray(node)) return (item) => copyAt(node, item) ?? refuse(MISSING);
  if (node.type === 'function' && node.name === 'if_not_exists') {
    const fallback = compileOperand(node.args[1], nameOf);
    return (item, values) => copyAt(node.args[0], item) ?? fallback(item, values);
  }
  const [left, right] = node.args.map((arg: unknown) => compileOperand(arg, nameOf)) as [Operand, Operand];
  if (node.type === 'function') return (item, values) => append(left(item, values)!, right(item, values)!);
  const sign = node.type === 'add' ? 1 : -1;
  return (item, values) => {
    const [a, b] = [left(item, values)!, right(item, values)!];
    if (a.N === undefined || b.N === undefined) return refuse(WRONG_TYPE);
    return { N: addDecimals(a.N, b.N, sign) };
  };
}
// A copy, because another section of the same expression may change the original.
const copyAt = (path: Path, item: Item): AttributeValue | undefined => {
  const value = valueAt(path, item);
  return value && (value.L || value.M) ? structuredClone(value) : value;
};
const MISSING = 'The provided expression refers to an attribute that does not exist in the item';

const append = (a: AttributeValue, b: AttributeValue): AttributeValue =>
  a.L && b.L ? { L: [...a.L, ...b.L] } : refuse(WRONG_TYPE);

function apply(
  { type, path }: Section,
  value: AttributeValue | undefined,
  item: Item,
  lists: Set<AttributeValue>,
): void {
  const last = path[path.length - 1]!;
  const parent: AttributeValue | undefined = path.length === 1 ? { M: item } : valueAt(path.slice(0, -1), item);
  const container = typeof last === 'number' ? parent?.L : parent?.M;
  if (!parent || !container) throw refused('The document path provided in the update expression is invalid for update');
  if (typeof last === 'number') lists.add(parent);
  const existing = childOf(parent, last);
  const next =
    type === 'set'
      ? value
      : type === 'remove'
        ? undefined
        : combine(type === 'add' ? union : without, existing, value!);
  if (next === undefined) {
    if (typeof last === 'number') {
      if (last < container.length) container[last] = undefined;
    } else delete container[last];
  } else if (typeof last === 'number' && last >= container.length) container.push(next);
  else if (last === '__proto__')
    Object.defineProperty(container, last, { value: next, enumerable: true, configurable: true, writable: true });
  else container[last] = next;
}

function combine(
  join: (existing: AttributeValue | undefined, value: AttributeValue, type: string) => AttributeValue | undefined,
  existing: AttributeValue | undefined,
  value: AttributeValue,
): AttributeValue | undefined {
  const type = typeOf(value);
  return existing && typeOf(existing) !== type ? refuse(WRONG_TYPE) : join(existing, value, type);
}

function union(existing: AttributeValue | undefined, value: AttributeValue, type: string): AttributeValue {
  if (type === 'N') return { N: addDecimals(existing?.N ?? '0', value.N) };
  return { [type]: [...new Set([...(existing?.[type] ?? []), ...value[type]])] };
}

/** Undefined when nothing is left: there are no empty sets. */
function without(
  existing: AttributeValue | undefined,
  value: AttributeValue,
  type: string,
): AttributeValue | undefined {
  const left = (existing?.[type] ?? []).filter((member: string) => !value[type].includes(member));
  return left.length > 0 ? { [type]: left } : undefined;
}

function squash(list: (AttributeValue | undefined)[]): void {
  const kept = list.filter((value) => value !== undefined);
  list.splice(0, list.length, ...kept);
}
