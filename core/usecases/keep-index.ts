import { hashOf } from '../domain/search/terms.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import { type IndexPorts, indexTicket } from './index-ticket.ts';
import { packIndex } from './pack-index.ts';

/** Half a chunk: so many events come by before somebody looks whether there is enough to be packed. */
const LOOK_EVERY = 64;

/**
 * Indexes a ticket, and now and then packs: the more is said, the more often, so that what is fresh stays little whatever the load,
 * and nothing is done when nothing is said. Which events do it follows from their ids: one that failed does it when it comes again.
 */
export const keepIndex = async (ports: IndexPorts, id: TicketId, seq: number): Promise<void> => {
  await indexTicket(ports, id, seq);
  if (isTimeToPack(id, seq)) await packIndex(ports);
};

/** Whether somebody looks after this event of a ticket. */
export const isTimeToPack = (id: TicketId, seq: number): boolean => hashOf(`${id}.${seq}`) % LOOK_EVERY === 0;
