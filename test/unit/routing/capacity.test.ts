import { describe, expect, it } from 'vitest';
import { capacityOf, keepsRoom, unitsOf } from '../../../core/domain/routing/capacity.ts';
import { colourOf, drainMinutes } from '../../../core/domain/routing/overflow.ts';
import { PRIORITIES } from '../../../core/domain/vocabulary.ts';
import fc from '../../support/properties.ts';
import { policy } from './desk.ts';

describe('the capacity of an agent', () => {
  it.each([
    [8, 1, 8],
    [8, 1.5, 12],
    [5, 1.5, 7],
    [100, 1.15, 115],
    [30, 0.1, 3],
    [1, 0.1, 1],
    [1, 0.5, 1],
  ])('of %i units is, %d-fold, %i', (capacity, capacityFactor, units) => {
    expect(capacityOf({ capacity }, { capacityFactor })).toBe(units);
  });

  it('is a whole number, at least one, within a unit of what the factor makes of it, and as ever without one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 10, max: 1000 }), (capacity, hundredths) => {
        const found = capacityOf({ capacity }, { capacityFactor: hundredths / 100 });
        const exact = Math.floor((capacity * hundredths) / 100);
        expect(found).toBe(Math.max(1, exact));
        expect(capacityOf({ capacity }, { capacityFactor: 1 })).toBe(capacity);
      }),
    );
  });
});

describe('the units of a ticket', () => {
  it('are those of its priority', () => {
    expect(PRIORITIES.map((priority) => unitsOf({ category: 'refund', priority }, policy))).toEqual([4, 2, 1, 1]);
  });

  it('are those of its category when it has any', () => {
    const categories = policy.categories.map((each) => (each.name === 'invoice' ? { ...each, units: 3 } : each));
    expect(unitsOf({ category: 'invoice', priority: 'P0' }, { ...policy, categories })).toBe(3);
    expect(unitsOf({ category: 'refund', priority: 'P0' }, { ...policy, categories })).toBe(4);
  });

  it('are those of its priority when the policy has dropped the category', () => {
    expect(unitsOf({ category: 'gone', priority: 'P1' }, policy)).toBe(2);
  });
});

describe('the colour of a queue', () => {
  // Yellow: 30 min to drain or 15 min of waiting; red: 2 h or 1 h.
  it.each([
    ['nothing waits', 0, 0, 0, 'green'],
    ['it drains in less than half an hour', 29, 0, 1, 'green'],
    ['it drains in half an hour', 30, 0, 1, 'yellow'],
    ['it drains in two hours', 120, 0, 1, 'red'],
    ['somebody waits for 14 min', 1, 14, 1, 'green'],
    ['somebody waits for 15 min', 1, 15, 1, 'yellow'],
    ['somebody waits for an hour', 1, 60, 100, 'red'],
    ['one has just come to a quiet desk', 1, 0, 0, 'green'],
    ['three wait for 10 min and nobody is there', 3, 10, 0, 'yellow'],
    ['twenty wait for 6 min and nobody is there', 20, 6, 0, 'red'],
  ] as const)('%s', (_, backlog, oldestMinutes, drainPerMinute, colour) => {
    expect(colourOf({ backlog, oldestMinutes, drainPerMinute }, policy.routing)).toBe(colour);
  });

  it('is the time that the backlog takes', () => {
    expect(drainMinutes({ backlog: 10, oldestMinutes: 3, drainPerMinute: 0.5 })).toBe(20);
    expect(drainMinutes({ backlog: 0, oldestMinutes: 0, drainPerMinute: 0 })).toBe(0);
    expect(drainMinutes({ backlog: 4, oldestMinutes: 3, drainPerMinute: 0 })).toBe(12);
  });
});

describe('room for an emergency', () => {
  it('is kept for a P0 that the agent could carry alone, and for nothing else', () => {
    const kept = (priority: 'P0' | 'P1' | 'P2' | 'P3', units: number, capacityFactor = 1) =>
      keepsRoom({ priority }, units, { capacity: 8 }, { capacityFactor });
    expect([kept('P0', 4), kept('P0', 8), kept('P0', 9)]).toEqual([true, true, false]);
    expect([kept('P0', 9, 1.5), kept('P0', 8, 0.5)]).toEqual([true, false]);
    expect([kept('P1', 2), kept('P2', 1), kept('P3', 1)]).toEqual([false, false, false]);
  });
});
