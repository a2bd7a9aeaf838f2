/** Two who look at a resolution apart: the second one is not shown what the first one has said before they have said it themselves. */
import type { Actor } from '../permissions.ts';
import type { Ticket } from '../ticket.ts';
import type { ReviewRecord } from './review.ts';

export const isBlind = ({ id }: Pick<Actor, 'id'>, { second }: Pick<ReviewRecord, 'second'>): boolean =>
  second?.asked === id && second.by === undefined;

/** Who is not told yet what the review with this seq says. */
export const unawareOf = (seq: number, { reviews }: Pick<Ticket, 'reviews'>): readonly string[] =>
  reviews.flatMap((record) =>
    record.seq === seq && record.second?.asked !== undefined && isBlind({ id: record.second.asked }, record)
      ? [record.second.asked]
      : [],
  );

/** Seqs of the reviews of which they are not shown what they say. Where the ticket went tells of the verdict all the same. */
export const hiddenFrom = (reader: Pick<Actor, 'id'>, { reviews }: Pick<Ticket, 'reviews'>): ReadonlySet<number> =>
  new Set(reviews.filter((record) => isBlind(reader, record)).map(({ seq }) => seq));

/** What an event of the timeline says to them: of a hidden review nothing but that there was one. */
export const shownData = (
  { seq, data }: { readonly seq: number; readonly data: object },
  hidden: ReadonlySet<number>,
): Record<string, unknown> => {
  const about = 'review' in data && typeof data.review === 'number' ? data.review : seq;
  return hidden.has(about) ? { hidden: 'until your own review' } : { ...data };
};
