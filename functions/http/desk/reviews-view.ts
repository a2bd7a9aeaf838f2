import type { ReviewView } from '../../../contracts/review-parts.ts';
import type { Actor } from '../../../core/domain/permissions.ts';
import { isBlind } from '../../../core/domain/review/blind.ts';
import type { ReviewRecord, Sampled } from '../../../core/domain/review/review.ts';
import type { Ticket } from '../../../core/domain/ticket.ts';

/** The last reviews of a ticket, as this reader may see them. */
export const reviewsView = ({ reviews }: Ticket, reader: Actor): ReviewView[] =>
  reviews.map((record) => (isBlind(reader, record) ? blindView(record) : reviewView(record)));

const blindView = ({ seq, at, by, of }: ReviewRecord): ReviewView => ({ seq, at, by, of });

const reviewView = ({ chance: _, ...record }: ReviewRecord): ReviewView => record;

/** Why it is reviewed, or was not. */
export const sampledOf = (ticket: Ticket): Sampled | undefined => {
  if (ticket.phase === 'review') return ticket.sampled;
  return 'resolution' in ticket ? ticket.resolution.sampled : undefined;
};
