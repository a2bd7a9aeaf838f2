/** Document paths, e.g. `['address', 'lines', 0]`, as the parsers answer them. */
import type { AttributeValue, Item } from './attribute-value.ts';

export type Path = readonly (string | number)[];

/** The value at the path, if there is one. */
export function valueAt(path: Path, item: Item): AttributeValue | undefined {
  let value = own(item, path[0]!);
  for (let index = 1; index < path.length && value; index += 1) value = childOf(value, path[index]!);
  return value;
}

export const childOf = (value: AttributeValue, step: string | number): AttributeValue | undefined =>
  typeof step === 'number' ? value.L?.[step] : value.M && own(value.M, step);

// `constructor` and its like are names as good as any other.
const own = (map: Item, name: string | number): AttributeValue | undefined =>
  Object.hasOwn(map, name) ? map[name] : undefined;
