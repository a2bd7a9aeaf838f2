/** Whoever counts hears of the events that change a number, and of no others. */
import { describe, expect, it } from 'vitest';
import { COUNTED_EVENTS } from '../../core/domain/counted.ts';
import type { EventType } from '../../core/domain/events.ts';
import type { Fact } from '../../core/ports-insight.ts';
import { factOf } from '../../core/usecases/record-fact.ts';
import fc from '../support/properties.ts';
import { life } from './anything.ts';
import { live } from './lives.ts';

const counted: ReadonlySet<EventType> = new Set(COUNTED_EVENTS);

/** What is added up; the course of its promises is read when a day is looked at, and is as old as the fact. */
const numbersOf = ({ numbers, lesson, quality, reviewTasks }: Fact) => ({ numbers, lesson, quality, reviewTasks });

describe('what a ticket counts for', () => {
  it('changes with no other event', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const changes: { readonly from: number; readonly to: number; readonly facts: readonly [Fact, Fact] }[] = [];
        const { events } = live(steps, (before, after) => {
          const was = factOf(before, undefined);
          changes.push({ from: before.version, to: after.version, facts: [was, factOf(after, was)] });
        });
        for (const { from, to, facts } of changes) {
          const types = events.filter(({ seq }) => seq > from && seq <= to).map(({ type }) => type);
          if (types.some((type) => counted.has(type))) continue;
          expect([types, numbersOf(facts[1])]).toEqual([types, numbersOf(facts[0])]);
        }
      }),
      { numRuns: 200 },
    );
  });
});
