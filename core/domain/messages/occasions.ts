/** What an event is to people: none, one or several occasions to tell them something. */
import type { Recorded } from '../events.ts';
import type { Ticket } from '../ticket.ts';
import { forApprovers } from './for-approvers.ts';
import { forCustomers } from './for-customers.ts';
import { forFollowers } from './for-followers.ts';
import { forReviewers } from './for-reviewers.ts';
import { forTheDesk } from './for-the-desk.ts';
import { forThoseAbove } from './for-those-above.ts';
import type { Around, Told } from './telling.ts';

/**
 * Whoever is meant by several occasions of one event is told the first of them: customers' before those of whoever has the ticket,
 * followers' last. `ticket` as it stands now, which may be after what happened since.
 */
export const occasionsOf = (event: Recorded, ticket: Ticket, around: Around): readonly Told[] =>
  [forCustomers, forTheDesk, forApprovers, forReviewers, forThoseAbove, forFollowers].flatMap((of) =>
    of(event, ticket, around),
  );
