import { type AttendPorts, attendTicket as attend } from '../../../core/usecases/attend-ticket.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';

export const attendTicket =
  (ports: AttendPorts): Handler<'attendTicket'> =>
  async ({ path, actor, body }) => {
    const attended = await attend(ports, { idOrCode: path.id, actor, state: body.state });
    return isRefused(attended) ? attended : { body: attended };
  };
