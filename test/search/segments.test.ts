import { describe, expect, it } from 'vitest';
import { decode, encode, inAll, lookUp } from '../../core/domain/search/postings.ts';
import {
  afterMerge,
  bucketOf,
  bucketsOf,
  bucketsOfTexts,
  CHUNK,
  EMPTY,
  firstOf,
  type IndexState,
  mergedBuckets,
  nextMerge,
  type Segment,
  segmentsOf,
  spanOf,
} from '../../core/domain/search/segments.ts';
import fc from '../support/properties.ts';

const ordinals = fc
  .uniqueArray(fc.nat(5000), { minLength: 1, maxLength: 400 })
  .map((list) => list.toSorted((a, b) => a - b));
const term = fc.integer({ min: 0, max: 0xffff_ffff });

describe('postings', () => {
  it('come back as they were, and take no more than a bit for each text or some bytes for each hit', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(term, ordinals), { maxLength: 20 }), (entries) => {
        const postings = new Map(entries);
        const bytes = encode(postings);
        expect(decode(bytes)).toEqual(new Map([...postings].toSorted(([a], [b]) => a - b)));
        for (const [each, list] of postings) expect(lookUp(bytes, each)).toEqual(list);
        for (const list of postings.values()) {
          const alone = encode(new Map([[1, list]])).length;
          expect(alone).toBeLessThanOrEqual(Math.min(list.length * 2, (list.at(-1)! >> 3) + 1) + 7);
        }
      }),
    );
  });

  it('answer nothing for a term that is not there', () => {
    expect(lookUp(encode(new Map([[7, [1]]])), 8)).toEqual([]);
    expect(lookUp(encode(new Map([[7, [1]]])), 6)).toEqual([]);
    expect(lookUp(new Uint8Array(), 6)).toEqual([]);
  });

  it('refuses bytes that end too early', () => {
    expect(() => decode(encode(new Map([[7, [1]]])).subarray(0, 3))).toThrow('ends too early');
  });

  it('are what all lists have', () => {
    fc.assert(
      fc.property(fc.array(ordinals, { minLength: 1, maxLength: 4 }), (lists) => {
        const [first = [], ...others] = lists;
        expect(inAll(lists)).toEqual(first.filter((each) => others.every((list) => list.includes(each))));
      }),
    );
  });
});

const built = (...counts: [number, number, number, number]): IndexState => ({ built: counts, merged: [0, 0, 0, 0] });

describe('segments', () => {
  it('cover every number once, the newest first, in few pieces', () => {
    fc.assert(
      fc.property(fc.nat({ max: 5000 }), (chunks) => {
        let state = built(chunks, 0, 0, 0);
        for (let step = nextMerge(state); step; step = nextMerge(state))
          state = afterMerge(state, { ...step, bucket: bucketsOf(step.into.level - 1) - 1 });
        const found = segmentsOf(state);
        let end = chunks * CHUNK;
        for (const segment of found) {
          expect(firstOf(segment) + spanOf(segment.level)).toBe(end);
          end = firstOf(segment);
        }
        expect(end).toBe(0);
        expect(found.length).toBeLessThanOrEqual(7 * 3 + Math.floor(chunks / 512));
      }),
    );
  });

  it('of eight become one that lists the same, bucket by bucket', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(8 * CHUNK - 1), term), { maxLength: 300 }), (hits) => {
        const texts = Array.from({ length: 8 * CHUNK }, () => new Set<number>());
        for (const [number, each] of hits) texts[number]?.add(each);
        const children = Array.from({ length: 8 }, (_, at) =>
          bucketsOfTexts(texts.slice(at * CHUNK, (at + 1) * CHUNK)),
        );
        let state = built(8, 0, 0, 0);
        const parent = new Map<number, Uint8Array>();
        for (let step = nextMerge(state); step; step = nextMerge(state)) {
          const { bucket } = step;
          for (const [number, bytes] of mergedBuckets(
            step,
            children.map((child) => child[bucket]!),
          ))
            parent.set(number, bytes);
          state = afterMerge(state, step);
        }
        expect(state).toEqual({ built: [8, 1, 0, 0], merged: [0, 0, 0, 0] });
        expect(parent.size).toBe(bucketsOf(1));
        for (const [, each] of hits)
          expect(lookUp(parent.get(bucketOf(each, 1))!, each)).toEqual(
            texts.flatMap((terms, number) => (terms.has(each) ? [number] : [])),
          );
      }),
      { numRuns: 30 },
    );
  });

  it('that were merged go when the next ones are', () => {
    const step = nextMerge(built(16, 1, 0, 0));
    expect(step?.past).toEqual(Array.from({ length: 8 }, (_, index): Segment => ({ level: 0, index })));
    expect(nextMerge(built(8, 0, 0, 0))?.past).toEqual([]);
    expect(nextMerge(EMPTY)).toBeUndefined();
  });
});
