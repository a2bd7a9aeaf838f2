import type { Query } from '../domain/search/query.ts';
import { firstOf, type Segment } from '../domain/search/segments.ts';
import type { SearchIndex } from '../ports-search.ts';

/** Numbers that are looked at together. */
export const ROUND = 50;
/** Of terms and segments: what one operation reads. */
const AT_ONCE = 100;

/** Numbers that the segments name for all terms, the highest first, a round at a time. */
export async function* candidates(
  search: Pick<SearchIndex, 'found'>,
  { terms }: Query,
  segments: readonly Segment[],
  below: number,
): AsyncGenerator<readonly number[]> {
  const left = segments.filter((segment) => firstOf(segment) < below);
  const together = Math.max(1, Math.floor(AT_ONCE / terms.length));
  let round: number[] = [];
  for (let at = 0; at < left.length; at += together) {
    const wave = left.slice(at, at + together);
    const lists = await search.found(wave, terms);
    for (const [place, ordinals] of lists.entries()) {
      const first = firstOf(wave[place] as Segment);
      for (const ordinal of ordinals.toReversed()) {
        if (first + ordinal >= below) continue;
        round.push(first + ordinal);
        if (round.length < ROUND) continue;
        yield round;
        round = [];
      }
    }
  }
  if (round.length > 0) yield round;
}
