/** Valid definitions of every shape, for property tests. */
import fc from '../../support/properties.ts';
import { LAMBDA } from './machine.ts';

/** A state without its name and its way out. */
type Body = { readonly kind: string; readonly more: object; readonly inner: readonly (readonly Body[])[] };

const value = fc.constantFrom<unknown>(
  null,
  0,
  'text',
  [],
  { a: ['{% 1 + 1 %}', { b: '{% $states.input %}' }] },
  '{% $states.context.Execution.Name %}',
  ' {% no expression %} ',
);
const result = fc.record(
  { Output: value, Assign: fc.record({ x: value }), Comment: fc.constant('{% a comment') },
  { requiredKeys: [] },
);
/** Tells who calls, and for which item. */
const TASK = {
  Resource: LAMBDA,
  Arguments: {
    state: '{% $states.context.State.Name %}',
    item: '{% $exists($states.context.Map) ? $states.context.Map.Item.Index : "none" %}',
  },
};
const seconds = fc.constantFrom<unknown>(0, 1, 60, '{% 1 + 1 %}');

const { scope } = fc.letrec<{ scope: Body[]; body: Body }>((tie) => ({
  scope: fc.array(tie('body'), { minLength: 1, maxLength: 3 }),
  body: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'definition' },
    body('Pass', result),
    body('Task', fc.constant(TASK)),
    body('Wait', fc.record({ Seconds: seconds })),
    body('Wait', fc.record({ Timestamp: fc.constantFrom('2026-03-14T02:00:00Z', "{% '2026-03-14T02:00Z' %}") })),
    body('Choice', fc.record({ Condition: fc.constantFrom<unknown>(true, false, '{% 1 = 1 %}') })),
    body('Parallel', fc.constant({}), fc.array(tie('scope'), { minLength: 1, maxLength: 2 })),
    body(
      'Map',
      fc.record({
        Items: fc.constantFrom<unknown>([], [1, 2, 3], '{% [1..2] %}'),
        MaxConcurrency: fc.constantFrom<unknown>(0, 1, '{% 2 %}'),
      }),
      fc.array(tie('scope'), { minLength: 1, maxLength: 1 }),
    ),
  ),
}));

function body(
  kind: string,
  more: fc.Arbitrary<object>,
  inner: fc.Arbitrary<Body[][]> = fc.constant([]),
): fc.Arbitrary<Body> {
  return fc.record({ kind: fc.constant(kind), more, inner });
}

/** A definition in JSONata whose states are named S1, S2 … in the order in which they stand. */
export const anyDefinition: fc.Arbitrary<any> = scope.map((states) => {
  let count = 0;
  const write = (bodies: readonly Body[]): any => {
    const names = bodies.map(() => `S${++count}`);
    const exit = (index: number) => (names[index + 1] ? { Next: names[index + 1] } : { End: true });
    return {
      StartAt: names[0],
      States: Object.fromEntries(bodies.map((one, index) => [names[index], state(names[index]!, one, exit(index))])),
    };
  };
  const state = (name: string, { kind, more: given, inner }: Body, exit: object): any => {
    // A variable belongs to one scope only.
    const more =
      'Assign' in given ? { ...given, Assign: { [`of${name}`]: Object.values(given.Assign as object)[0] } } : given;
    if (kind === 'Choice') {
      // A choice has no End of its own: as the last one it is a Succeed.
      return 'Next' in exit
        ? { Type: 'Choice', Choices: [{ ...more, ...exit }], Default: exit.Next }
        : { Type: 'Succeed', Output: 'chosen' };
    }
    if (kind === 'Parallel') return { Type: kind, Branches: inner.map(write), ...exit };
    if (kind === 'Map') return { Type: kind, ...more, ItemProcessor: write(inner[0]!), ...exit };
    return { Type: kind, ...more, ...exit };
  };
  return { QueryLanguage: 'JSONata', ...write(states) };
});

/** Every state of a definition with the set it stands in. */
export function* everyState(scope: any): Generator<{ scope: any; name: string; state: any }> {
  for (const [name, state] of Object.entries<any>(scope.States)) {
    yield { scope, name, state };
    for (const inner of [...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : [])])
      yield* everyState(inner);
  }
}
