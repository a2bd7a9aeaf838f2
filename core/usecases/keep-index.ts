import { hashOf } from '../domain/search/terms.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import { type IndexPorts, indexTicket } from './index-ticket.ts';
import { packIndex } from './pack-index.ts';

/** Half a chunk: so many events come by before somebody looks whether there is enough to be packed. */
const LOOK_EVERY = 64;

interface Told {
  readonly ticketId: TicketId;
  readonly seq: number;
}

/**
 * Indexes the tickets of these events, each once, and now and then packs: the more is said, the more often, so that what is fresh
 * stays little whatever the load, and nothing is done when nothing is said. Which events do it follows from their ids: one that
 * failed does it when it comes again. Answers for each event what its ticket, or the packing, has failed of, if it has.
 */
export const keepIndex = async (
  ports: IndexPorts,
  told: readonly Told[],
): Promise<readonly PromiseSettledResult<void>[]> => {
  const tickets = Map.groupBy(told, ({ ticketId }) => ticketId);
  const indexing = new Map(
    [...tickets].map(([id, events]) => [
      id,
      indexTicket(
        ports,
        id,
        events.map(({ seq }) => seq),
      ),
    ]),
  );
  const looks = told.some(({ ticketId, seq }) => isTimeToPack(ticketId, seq));
  const packing = Promise.allSettled(indexing.values()).then(async () => {
    if (looks) await packIndex(ports);
  });
  return Promise.allSettled(
    told.map(async ({ ticketId, seq }) => {
      await Promise.all([indexing.get(ticketId), isTimeToPack(ticketId, seq) && packing]);
    }),
  );
};

/** Whether somebody looks after this event of a ticket. */
export const isTimeToPack = (id: TicketId, seq: number): boolean => hashOf(`${id}.${seq}`) % LOOK_EVERY === 0;
