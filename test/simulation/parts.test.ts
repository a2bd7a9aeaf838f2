import { describe, expect, it } from 'vitest';
import { agenda } from '../../simulation/agenda.ts';
import type { Job } from '../../simulation/job.ts';
import { countOf, drawOf, pickFrom, randomFrom } from '../../simulation/random.ts';
import { waiting } from '../../simulation/waiting.ts';
import fc from '../support/properties.ts';

describe('the agenda', () => {
  it('lets things happen in order of time, and of equal times in the order in which they were noted down', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (times) => {
        const { note, runUntil } = agenda();
        const happened: number[] = [];
        times.forEach((at, index) => {
          note(at, () => happened.push(index));
        });
        runUntil(20);
        const expected = times.map((_, index) => index).toSorted((a, b) => times[a]! - times[b]! || a - b);
        expect(happened).toEqual(expected);
      }),
    );
  });

  it('leaves what comes after the end, and never goes back in time', () => {
    const { note, runUntil } = agenda();
    const seen: number[] = [];
    note(5, (now) => {
      seen.push(now);
      note(1, (then) => seen.push(then));
      note(9, (then) => seen.push(then));
    });
    expect(runUntil(8)).toBe(5);
    expect(seen).toEqual([5, 5]);
  });
});

describe('the waiting room', () => {
  const job = (queue: string, rank: string): Job => ({ rank, ticket: { id: `tkt_${rank}`, queue } }) as Job;

  it('gives the most urgent of the queues that fits', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(999)), { selector: ([, n]) => n }),
        (list) => {
          const room = waiting();
          const jobs = list.map(([queue, rank]) => job(queue, String(rank).padStart(3, '0')));
          for (const each of jobs) room.add(each);
          const fits = ({ rank }: Job): boolean => Number(rank) % 2 === 0;
          const expected = jobs
            .filter((each) => each.ticket.queue !== 'c' && fits(each))
            .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))[0];
          expect(room.first(['a', 'b'], fits)).toBe(expected);
          for (const each of jobs) room.remove(each);
          expect(room.of('a')).toEqual([]);
        },
      ),
    );
  });

  it('refuses to let go who does not wait', () => {
    expect(() => waiting().remove(job('a', '1'))).toThrow('tkt_1');
  });
});

describe('chance', () => {
  const SEED = 'chance';

  it('is even, and the same for the same seed', () => {
    const random = randomFrom(SEED);
    const draws = Array.from({ length: 20_000 }, random);
    for (const tenth of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
      expect(draws.filter((draw) => Math.floor(draw * 10) === tenth).length / 2000).toBeCloseTo(1, 0.8);
    expect(randomFrom(SEED)()).toBe(draws[0]);
    expect(drawOf('a')).not.toBe(drawOf('b'));
  });

  it('counts around its mean', () => {
    const random = randomFrom(SEED);
    const counts = Array.from({ length: 4000 }, () => countOf(3, random));
    expect(counts.reduce((sum, count) => sum + count, 0) / 4000).toBeCloseTo(3, 0.9);
  });

  it('picks by weight, and never what weighs nothing', () => {
    expect(pickFrom({ a: 1, b: 3 }, 0.2)).toBe('a');
    expect(pickFrom({ a: 1, b: 3 }, 0.3)).toBe('b');
    expect(pickFrom({ a: 0, b: 3 }, 0)).toBe('b');
  });
});
