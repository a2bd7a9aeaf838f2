import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const holdTicket =
  (ports: DeskPorts): Handler<'holdTicket'> =>
  (call) =>
    giveCommand(ports, call, 'hold', { type: 'hold', ...call.body });
