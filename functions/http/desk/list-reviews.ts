import { maskText } from '../../../core/domain/privacy/mask.ts';
import {
  type ListReviewsPorts,
  listReviewTasks,
  type ToReview,
  listReviews as toReview,
} from '../../../core/usecases/list-reviews.ts';
import type { Handler } from '../../shared/door.ts';
import { listPage, type PagePorts } from './list-page.ts';

/** Database operations: at most eight queries, of resolutions each with a batch of reads. */
export const listReviews =
  (ports: ListReviewsPorts & PagePorts): Handler<'listReviews'> =>
  ({ actor, query: { kind, ...page } }) =>
    listPage(
      ports,
      { list: `reviews:${kind}`, caller: actor.id },
      page,
      (after, limit) => {
        const asked = { reviewer: actor.id, after, limit };
        return kind === 'review' ? toReview(ports, asked) : listReviewTasks(ports, kind, asked);
      },
      shown,
    );

const shown = ({ ticket, ...rest }: ToReview): ToReview => ({
  ...rest,
  ...(ticket && { ticket: { ...ticket, subject: maskText(ticket.subject) } }),
});
