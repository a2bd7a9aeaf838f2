/** Finds the values that an event has at a path: through arrays, and through names that contain dots. */
import type { Scalar } from './match-expression.ts';

export interface Found {
  readonly value: Scalar;
  /** Which element of which array the path went through: two conditions must not mix elements of one array. */
  readonly elements: ReadonlyMap<object, number>;
}

const NO_ELEMENTS: ReadonlyMap<object, number> = new Map();

/** Every scalar at `steps`; objects and empty arrays at the end of the path are no values. */
export function valuesAt(event: unknown, steps: readonly string[]): readonly Found[] {
  const found: Found[] = [];
  walk(event, steps, 0, NO_ELEMENTS, found);
  return found;
}

function walk(
  node: unknown,
  steps: readonly string[],
  from: number,
  elements: ReadonlyMap<object, number>,
  found: Found[],
): void {
  if (typeof node !== 'object' || node === null) {
    if (from === steps.length && node !== undefined) found.push({ value: node as Scalar, elements });
    return;
  }
  if (Array.isArray(node)) {
    for (const [index, element] of node.entries()) {
      const nested = typeof element === 'object' && element !== null;
      walk(element, steps, from, nested ? new Map(elements).set(node, index) : elements, found);
    }
    return;
  }
  let name = '';
  for (let to = from + 1; to <= steps.length; to += 1) {
    name = to === from + 1 ? steps[from]! : `${name}.${steps[to - 1]}`;
    if (Object.hasOwn(node, name)) walk((node as Record<string, unknown>)[name], steps, to, elements, found);
  }
}
