import type { AgentId } from '../../../core/domain/vocabulary.ts';
import type { Handler } from '../../shared/door.ts';
import { listPage } from './list-page.ts';
import { summaryView } from './summary-view.ts';
import { isUnfiltered, type TicketListPorts, ticketList } from './ticket-list.ts';

/** Database operations: one query; with a filter up to eight, each with a batch of reads. */
export const listMine =
  (ports: TicketListPorts): Handler<'listMine'> =>
  ({ actor, query }) => {
    const read = (after: string | undefined, limit: number) => ports.tickets.heldBy(actor.id as AgentId, after, limit);
    return isUnfiltered(query)
      ? listPage(ports, { list: 'mine', caller: actor.id }, query, read, summaryView)
      : ticketList(ports, 'mine', actor, query, read);
  };
