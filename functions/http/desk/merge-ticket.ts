import type { ChangePorts } from '../../../core/usecases/change-ticket.ts';
import { mergeTickets } from '../../../core/usecases/merge-tickets.ts';
import type { Handler } from '../../shared/door.ts';
import { relate } from './relate.ts';

export const mergeTicket =
  (ports: ChangePorts): Handler<'mergeTicket'> =>
  (call) => {
    const { into, reason } = call.body;
    return relate(call, 'merge', (input) =>
      mergeTickets(ports, { ...input, into, ...(reason !== undefined && { reason }) }),
    );
  };
