import type { Query } from '../domain/search/query.ts';
import { firstOf, type Segment } from '../domain/search/segments.ts';
import type { SearchIndex } from '../ports-search.ts';

/** Numbers that are looked at together. */
export const ROUND = 50;
/** Of terms and segments: what one operation reads. */
const AT_ONCE = 100;

/** Numbers that the segments name for all terms, the highest first, a round at a time; so many in the first one. */
export async function* candidates(
  search: Pick<SearchIndex, 'found'>,
  { terms }: Query,
  segments: readonly Segment[],
  below: number,
  first: number,
): AsyncGenerator<readonly number[]> {
  const left = segments.filter((segment) => firstOf(segment) < below);
  const together = Math.max(1, Math.floor(AT_ONCE / terms.length));
  let size = Math.min(first, ROUND);
  let round: number[] = [];
  for (let at = 0; at < left.length; at += together) {
    const wave = left.slice(at, at + together);
    const lists = await search.found(wave, terms);
    for (const [place, ordinals] of lists.entries()) {
      const start = firstOf(wave[place] as Segment);
      for (const ordinal of ordinals.toReversed()) {
        if (start + ordinal >= below) continue;
        round.push(start + ordinal);
        if (round.length < size) continue;
        yield round;
        [round, size] = [[], ROUND];
      }
    }
  }
  if (round.length > 0) yield round;
}
