import { waitsFor } from '../../../core/domain/approval/progress.ts';
import { mayNotRead } from '../../../core/domain/permissions.ts';
import type { Ticket } from '../../../core/domain/ticket.ts';
import { listTickets } from '../../../core/usecases/list-tickets.ts';
import type { Handler } from '../../shared/door.ts';
import { listPage } from './list-page.ts';
import { summaryView } from './summary-view.ts';
import type { TicketListPorts } from './ticket-list.ts';

/** The queue of the approvers. */
const APPROVAL = 'approval';

/** Database operations: up to eight queries, each with a batch of reads. */
export const listApprovals =
  (ports: TicketListPorts): Handler<'listApprovals'> =>
  async ({ actor, query: { of, ...page } }) => {
    const policy = await ports.policies.active();
    const visible = (ticket: Ticket): boolean =>
      ticket.phase === 'approval' &&
      (of === 'mine' ? waitsFor(ticket.approval, actor.id) : !mayNotRead(actor, ticket, policy));
    const read = (after: string | undefined, limit: number) => ports.tickets.queue(APPROVAL, after, limit);
    return listPage(
      ports,
      { list: `approvals:${of}`, caller: actor.id },
      page,
      (after, limit) => listTickets(ports, { read, filter: {}, visible, after, limit }),
      summaryView,
    );
  };
