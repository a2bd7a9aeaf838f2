import { describe, expect, it } from 'vitest';
import { Clock } from '../../../local/clock.ts';
import { createCompiler } from '../../../local/states/expressions.ts';
import { describeProblem } from '../../../local/states/problem.ts';
import { validate } from '../../../local/states/validate.ts';
import fc from '../../support/properties.ts';
import { anyDefinition, everyState } from './any-definition.ts';

const compile = createCompiler(new Clock({ kind: 'stepped' }, 0));
const problems = (definition: unknown) => validate(definition, compile).map(describeProblem);

interface Place {
  readonly scope: any;
  readonly name: string;
  readonly state: any;
}

/** What makes any state, wherever it stands, a wrong one. */
const MISTAKES: readonly (readonly [string, (place: Place) => void])[] = [
  ['no type', ({ state }) => delete state.Type],
  ['a type of no state', ({ state }) => Object.assign(state, { Type: 'constructor' })],
  ['an unknown field', ({ state }) => Object.assign(state, { Colour: 'red' })],
  ['a comment that is no text', ({ state }) => Object.assign(state, { Comment: { text: 'no' } })],
  ['another language', ({ state }) => Object.assign(state, { QueryLanguage: 'JSONPath' })],
  ['an unknown language', ({ state }) => Object.assign(state, { QueryLanguage: 'jsonata' })],
  ['a path', ({ state }) => Object.assign(state, { InputPath: '$' })],
  ['an expression that does not parse', ({ state }) => Object.assign(state, { Output: ['{% 420. %}'] })],
  ['an open bracket', ({ state }) => Object.assign(state, { Output: { a: '{% 1' } })],
  ['a variable named states', ({ state }) => Object.assign(state, { Assign: { states: 1 } })],
  ['a variable with a dash', ({ state }) => Object.assign(state, { Assign: { 'a-b': 1 } })],
  ['a key of JSONPath', ({ state }) => Object.assign(state, { Assign: { 'a.$': '$' } })],
  ['the way to nowhere', ({ state }) => Object.assign(state, { End: undefined, Next: 'Nowhere' })],
  ['Next and End', ({ state, name }) => Object.assign(state, { End: true, Next: name })],
  ['no start', ({ scope }) => delete scope.StartAt],
  ['an unknown start', ({ scope }) => Object.assign(scope, { StartAt: 'toString' })],
  ['no states', ({ scope }) => Object.assign(scope, { States: {} })],
  ['a state that is none', ({ scope, name }) => Object.assign(scope.States, { [name]: null })],
  ['a state that is not reached', ({ scope }) => Object.assign(scope.States, { Lonely: { Type: 'Succeed' } })],
  ['too long a name', ({ scope }) => Object.assign(scope.States, { ['n'.repeat(81)]: { Type: 'Succeed' } })],
  ['an unknown field beside the states', ({ scope }) => Object.assign(scope, { Iterator: {} })],
];

describe('any definition', () => {
  it('that is right is accepted', () => {
    const property = fc.property(anyDefinition, (definition) => {
      expect(problems(definition)).toEqual([]);
    });
    fc.assert(property);
  });

  it.each(MISTAKES)('refuses %s in any of its states', (_mistake, make) => {
    const property = fc.property(anyDefinition, fc.nat(), (definition, choice) => {
      const copy = structuredClone(definition);
      const places = [...everyState(copy)];
      make(places[choice % places.length]!);
      expect(problems(JSON.parse(JSON.stringify(copy)))).not.toEqual([]);
    });
    fc.assert(property, { numRuns: 50 });
  });
});
