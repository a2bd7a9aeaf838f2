/** Which events nobody has to be told of: most, and those who tell people are spared them. */
import type { Recorded } from '../events.ts';
import { askingAt } from '../survey/asking.ts';
import type { Ticket } from '../ticket.ts';
import { occasionsOf } from './occasions.ts';
import { type Meant, meantBy } from './rows.ts';
import type { Around } from './telling.ts';

/** The seqs of those of a change that are. */
export const silentOf = (events: readonly Recorded[], after: Ticket, around: Around): readonly number[] =>
  events.filter((event) => isSilent(event, after, around)).map(({ seq }) => seq);

/**
 * Whether the table of the policy means nobody by it, and no survey comes of it. `after`: the ticket as it is from then on. Whoever is
 * meant may still turn out to have no address; of customers alone the ticket says so.
 */
export const isSilent = (event: Recorded, after: Ticket, around: Around): boolean =>
  askingAt(after, event, around.policy) === undefined &&
  occasionsOf(event, after, around).every((told) =>
    meantBy(told, after, around).every((each) => isUnreachable(each, after)),
  );

const isUnreachable = ({ isTheirs }: Meant, { customer: { email, phone } }: Ticket): boolean =>
  isTheirs && email === undefined && phone === undefined;
