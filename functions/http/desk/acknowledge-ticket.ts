import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const acknowledgeTicket =
  (ports: DeskPorts): Handler<'acknowledgeTicket'> =>
  (call) =>
    giveCommand(ports, call, 'acknowledge', { type: 'acknowledge', ...call.body });
