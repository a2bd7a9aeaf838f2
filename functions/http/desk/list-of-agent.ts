import type { AgentId } from '../../../core/domain/vocabulary.ts';
import type { Handler } from '../../shared/door.ts';
import { type TicketListPorts, ticketList } from './ticket-list.ts';

/** Database operations: one query and one batch of reads; with a filter up to eight times as many. */
export const listOfAgent =
  (ports: TicketListPorts): Handler<'listOfAgent'> =>
  ({ path, actor, query }) =>
    ticketList(ports, `agent:${path.agent}`, actor, query, (after, limit) =>
      ports.tickets.heldBy(path.agent as AgentId, after, limit),
    );
