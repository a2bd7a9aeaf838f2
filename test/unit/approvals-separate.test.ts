/** Whether there are people enough for every stage when nobody says yes twice, held against trying all ways. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lackingFor } from '../../core/domain/approval/separate.ts';

const PEOPLE = ['a', 'b', 'c', 'd'];
const stages = fc.array(
  fc.record({
    name: fc.constant('stage'),
    need: fc.integer({ min: 0, max: 3 }),
    people: fc.subarray(PEOPLE),
  }),
  { maxLength: 4 },
);

/** Gives the first yes to everybody in turn, and looks whether the rest can be given. */
const canAll = (yeses: readonly (readonly string[])[], taken: readonly string[] = []): boolean => {
  const [first, ...rest] = yeses;
  return !first || first.some((person) => !taken.includes(person) && canAll(rest, [...taken, person]));
};

describe('people enough', () => {
  it('are found whenever there is a way', () => {
    fc.assert(
      fc.property(stages, (given) => {
        const yeses = given.flatMap(({ need, people }) => Array.from({ length: need }, () => people));
        expect(lackingFor(given) === undefined).toBe(canAll(yeses));
      }),
    );
  });

  it('are found though the first ones have to make room', () => {
    const two = [
      { name: 'lead', need: 1, people: ['a', 'b'] },
      { name: 'board', need: 1, people: ['a'] },
    ];
    expect(lackingFor(two)).toBeUndefined();
    expect(lackingFor([...two, { name: 'owner', need: 1, people: ['b'] }])?.name).toBe('owner');
  });
});
