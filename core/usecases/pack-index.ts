/**
 * Packs fresh docs into segments, and segments into larger ones. Several may do it at once, and any of them may stop at any point:
 * who is packed under which number is said first, on a condition; all else follows from that and is the same whoever does it, and
 * a doc leaves the fresh ones only after the segment that lists it is part of the index.
 */
import { textOf } from '../domain/search/said.ts';
import {
  afterMerge,
  bucketsOfTexts,
  CHUNK,
  EMPTY,
  type IndexState,
  isLast,
  type MergeStep,
  nextMerge,
} from '../domain/search/segments.ts';
import { termsOf } from '../domain/search/terms.ts';
import type { Claim, KeptDoc, SearchIndex } from '../ports-search.ts';

interface PackPorts {
  readonly search: SearchIndex;
}

/** What one run does at most: some seconds of work. */
const CHUNKS_A_RUN = 8;
const STEPS_A_RUN = 128;
/** Steps of a merge that are done again when a run breaks off. */
const STEPS_TOGETHER = 16;

interface Packed {
  readonly chunks: number;
  readonly steps: number;
}

/** `atLeast`: so many have to be fresh; else only what somebody has left half done is finished. */
export const packIndex = async ({ search }: PackPorts, atLeast: number = CHUNK): Promise<Packed> => {
  let fresh = await search.fresh();
  let state = await search.state();
  let chunks = 0;
  while (chunks < CHUNKS_A_RUN) {
    const chunk = state.built[0];
    const wanted = fresh.toSorted((a, b) => (a.at < b.at ? -1 : 1)).slice(0, CHUNK);
    const enough = wanted.length > 0 && fresh.length >= Math.min(atLeast, CHUNK);
    const own = enough && (await search.claim(chunk, wanted));
    const claim = own ? wanted : await search.claimed(chunk);
    if (!claim) break;
    await packChunk(search, chunk, claim, own ? wanted : await search.docsOf(claim));
    const packed = new Set(claim.map((each) => each && nameOf(each)));
    fresh = fresh.filter((doc) => !packed.has(nameOf(doc)));
    chunks += 1;
    state = await search.state();
  }
  return { chunks, steps: await mergeSome(search, state) };
};

const nameOf = ({ ticketId, seq }: { readonly ticketId: string; readonly seq: number }): string => `${ticketId}.${seq}`;

const packChunk = async (
  search: SearchIndex,
  chunk: number,
  claim: Claim,
  docs: readonly (KeptDoc | undefined)[],
): Promise<void> => {
  const texts = docs.map((doc) => doc && termsOf(textOf(doc), doc.tags));
  await search.putSegment({ level: 0, index: chunk }, bucketsOfTexts(texts));
  await search.putPacked(docs.flatMap((doc, at) => (doc ? [{ ...doc, number: chunk * CHUNK + at }] : [])));
  // Somebody who has done the same may have been faster.
  const at = (built: number): IndexState => ({ ...EMPTY, built: [built, 0, 0, 0] });
  await search.advance(at(chunk), at(chunk + 1));
  await search.removeFresh(claim.filter((member) => member !== undefined));
};

const mergeSome = async (search: SearchIndex, from: IndexState): Promise<number> => {
  let state = from;
  let done = 0;
  while (done < STEPS_A_RUN) {
    const steps = stepsFrom(state);
    const last = steps.at(-1);
    if (!last) break;
    const merged = await Promise.all(steps.map((step) => search.merge(step)));
    const after = afterMerge(state, last);
    if (!merged.every(Boolean) || !(await search.advance(state, after))) break; // somebody else is at it
    state = after;
    done += steps.length;
  }
  return done;
};

/** The next few of one merge. */
const stepsFrom = (state: IndexState): readonly MergeStep[] => {
  const steps: MergeStep[] = [];
  for (let step = nextMerge(state); step && steps.length < STEPS_TOGETHER; ) {
    steps.push(step);
    step = isLast(step) ? undefined : { ...step, bucket: step.bucket + 1 };
  }
  return steps;
};
