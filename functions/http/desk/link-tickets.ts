import type { ChangePorts } from '../../../core/usecases/change-ticket.ts';
import { linkTickets as link } from '../../../core/usecases/link-tickets.ts';
import type { Handler } from '../../shared/door.ts';
import { relate } from './relate.ts';

export const linkTickets =
  (ports: ChangePorts): Handler<'linkTickets'> =>
  (call) =>
    relate(call, 'link', (input) => link(ports, { ...input, ...call.body }));
