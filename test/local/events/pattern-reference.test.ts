import { expect, it } from 'vitest';
import { compile } from '../../../local/events/pattern.ts';
import fc from '../../support/properties.ts';
import { referenceMatches } from './reference-matcher.ts';

const name = fc.constantFrom('a', 'b', 'c');
const text = fc.constantFrom('', 'x', 'X', 'xy', 'Xyx', 'yx');
const number = fc.constantFrom(-1, 0, 0.5, 1, 2);
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null));

const event = fc.letrec((tie) => ({
  object: fc.dictionary(name, tie('node'), { maxKeys: 3 }),
  node: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'event' },
    scalar,
    fc.array(tie('node'), { maxLength: 3 }),
    tie('object'),
  ),
})).object;

const glob = fc.constantFrom('*', 'x*', '*x', 'x*x', '*y*', 'x', '', '*x*y*');
const some = <T>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 2 }));
const filled = fc.constantFrom('x', 'X', 'xy');
const range = fc.oneof(
  fc.tuple(fc.constantFrom('=', '<', '<=', '>', '>='), number),
  fc.tuple(fc.constantFrom('>', '>='), fc.constantFrom(-1, 0), fc.constantFrom('<', '<='), fc.constantFrom(0.5, 1, 2)),
);
const expression = fc.oneof(
  fc.record({ exact: text }),
  fc.record({ prefix: text }),
  fc.record({ suffix: text }),
  fc.record({ prefix: fc.record({ 'equals-ignore-case': text }) }),
  fc.record({ suffix: fc.record({ 'equals-ignore-case': text }) }),
  fc.record({ 'equals-ignore-case': text }),
  fc.record({ wildcard: glob }),
  fc.record({ exists: fc.boolean() }),
  fc.record({ numeric: range }),
  fc.record({ 'anything-but': fc.oneof(some(text), some(number)) }),
  fc.record({ 'anything-but': fc.record({ prefix: some(filled) }) }),
  fc.record({ 'anything-but': fc.record({ suffix: some(filled) }) }),
  fc.record({ 'anything-but': fc.record({ 'equals-ignore-case': some(text) }) }),
  fc.record({ 'anything-but': fc.record({ wildcard: some(glob) }) }),
);
const tests = fc.array(fc.oneof(scalar, expression), { minLength: 1, maxLength: 3 });

const pattern = fc.letrec((tie) => ({
  object: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'pattern' },
    fc.dictionary(name, tests, { minKeys: 1, maxKeys: 2 }),
    fc.dictionary(name, fc.oneof(tests, tie('object')), { minKeys: 1, maxKeys: 2 }),
    fc
      .tuple(fc.dictionary(name, tests, { maxKeys: 1 }), fc.array(tie('object'), { minLength: 2, maxLength: 3 }))
      .map(([beside, $or]) => ({ ...beside, $or })),
  ),
})).object;

/** Two conditions on one path override each other, which the reference does not know. */
function unambiguous(node: any, prefix = '', before = new Set<string>()): boolean {
  return Object.entries<any>(node).every(([key, value]) => {
    if (key === '$or') return value.every((branch: any) => unambiguous(branch, prefix, before));
    const path = `${prefix}.${key}`;
    if (!Array.isArray(value)) return unambiguous(value, path, before);
    if (before.has(path)) return false;
    before.add(path);
    return true;
  });
}

it('agrees with the slow and obvious matcher', () => {
  let matched = 0;
  const property = fc.property(pattern, fc.array(event, { minLength: 1, maxLength: 4 }), (given, events) => {
    fc.pre(unambiguous(given));
    const matches = compile(JSON.stringify(given));
    for (const one of events) {
      const expected = referenceMatches(given, one);
      expect(matches(one), JSON.stringify({ pattern: given, event: one })).toBe(expected);
      if (expected) matched += 1;
    }
  });
  fc.assert(property, {
    numRuns: 1500,
    examples: [[{ a: { b: ['x'], c: ['y'] } }, [{ a: [[{ b: 'x' }], [{ c: 'y' }]] }]]],
  });
  expect(matched).toBeGreaterThan(200);
});
