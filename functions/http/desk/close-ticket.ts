import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const closeTicket =
  (ports: DeskPorts): Handler<'closeTicket'> =>
  (call) =>
    giveCommand(ports, call, 'close', { type: 'close' });
