import type { ChangePorts } from '../../../core/usecases/change-ticket.ts';
import { unlinkTickets as unlink } from '../../../core/usecases/link-tickets.ts';
import type { Handler } from '../../shared/door.ts';
import { relate } from './relate.ts';

export const unlinkTickets =
  (ports: ChangePorts): Handler<'unlinkTickets'> =>
  (call) =>
    relate(call, 'unlink', (input) => unlink(ports, { ...input, ...call.body }));
