/**
 * How the index grows. Texts are numbered as they are packed, 128 at a time: a chunk. A segment lists the texts of 1, 8, 64 or 512
 * chunks (its level, 0 to 3), and eight segments that lie side by side become one of the next level, so that a search has few to look
 * into, whatever has been packed. All of it follows from the numbers below: a segment has no name but its level and place, and
 * whoever makes it again makes the same.
 */
import { decode, encode, type Postings } from './postings.ts';

export const CHUNK = 128;
const FANOUT = 8;
export const TOP_LEVEL = 3;
/** Of a segment of level 0; some 2 KB each, so that little of a write unit stays empty. */
const BUCKETS = 16;

export interface IndexState {
  /** Segments that are whole, by level; of level 0: chunks that are packed. */
  readonly built: readonly [number, number, number, number];
  /** Buckets of the segments below that are merged into the next one, by its level. */
  readonly merged: readonly [number, number, number, number];
}

export const EMPTY: IndexState = { built: [0, 0, 0, 0], merged: [0, 0, 0, 0] };

export interface Segment {
  readonly level: number;
  /** Its place in its level. */
  readonly index: number;
}

export const spanOf = (level: number): number => CHUNK * FANOUT ** level;
export const bucketsOf = (level: number): number => BUCKETS * FANOUT ** level;
export const bucketOf = (term: number, level: number): number => term % bucketsOf(level);
/** The number of its first text. */
export const firstOf = ({ level, index }: Segment): number => index * spanOf(level);

/** All texts that are packed, the newest first, in as few segments as there are. */
export const segmentsOf = ({ built }: IndexState): Segment[] =>
  built.flatMap((count, level) => {
    const covered = level === TOP_LEVEL ? 0 : (built[level + 1] ?? 0) * FANOUT;
    return Array.from({ length: count - covered }, (_, at) => ({ level, index: count - 1 - at }));
  });

export interface MergeStep {
  readonly into: Segment;
  /** What is read of each of `from`. */
  readonly bucket: number;
  readonly from: readonly Segment[];
  /** No list names them any more since the segment before; the same bucket of them goes. */
  readonly past: readonly Segment[];
}

const below = ({ level, index }: Segment): Segment[] =>
  Array.from({ length: FANOUT }, (_, at) => ({ level: level - 1, index: index * FANOUT + at }));

/** What is to be merged next; undefined when eight of a kind are nowhere. The lowest first: they are what searches wait for. */
export const nextMerge = ({ built, merged }: IndexState): MergeStep | undefined => {
  for (let level = 1; level <= TOP_LEVEL; level += 1) {
    const into = { level, index: built[level] ?? 0 };
    if ((built[level - 1] ?? 0) < (into.index + 1) * FANOUT) continue;
    const past = into.index === 0 ? [] : below({ level, index: into.index - 1 });
    return { into, bucket: merged[level] ?? 0, from: below(into), past };
  }
  return undefined;
};

export const isLast = ({ into, bucket }: MergeStep): boolean => bucket === bucketsOf(into.level - 1) - 1;

/** The state after the steps of one level up to and with this one. */
export const afterMerge = (state: IndexState, step: MergeStep): IndexState => {
  const { level, index } = step.into;
  const done = isLast(step);
  const put = (list: IndexState['built'], value: number) => list.with(level, value) as unknown as IndexState['built'];
  return {
    built: done ? put(state.built, index + 1) : state.built,
    merged: put(state.merged, done ? 0 : step.bucket + 1),
  };
};

/** The buckets of a segment of level 0: texts by their ordinal, each with its terms; holes are allowed. */
export const bucketsOfTexts = (texts: readonly (ReadonlySet<number> | undefined)[]): Uint8Array[] => {
  const postings = Array.from({ length: bucketsOf(0) }, () => new Map<number, number[]>());
  texts.forEach((terms, ordinal) => {
    for (const term of terms ?? []) add(postings[bucketOf(term, 0)] as Map<number, number[]>, term, ordinal);
  });
  return postings.map(encode);
};

/** One bucket of each of eight neighbours, in their order, becomes eight of the next level: number and bytes. */
export const mergedBuckets = (
  { into, bucket }: MergeStep,
  children: readonly Uint8Array[],
): Map<number, Uint8Array> => {
  const apart = bucketsOf(into.level - 1);
  const parts = new Map(Array.from({ length: FANOUT }, (_, at) => [bucket + at * apart, new Map<number, number[]>()]));
  children.forEach((bytes, at) => {
    const offset = at * spanOf(into.level - 1);
    for (const [term, ordinals] of decode(bytes)) {
      const part = parts.get(bucketOf(term, into.level)) as Map<number, number[]>;
      for (const ordinal of ordinals) add(part, term, ordinal + offset);
    }
  });
  return new Map([...parts].map(([number, postings]) => [number, encode(postings satisfies Postings)]));
};

const add = (postings: Map<number, number[]>, term: number, ordinal: number): void => {
  const ordinals = postings.get(term);
  if (ordinals) ordinals.push(ordinal);
  else postings.set(term, [ordinal]);
};
