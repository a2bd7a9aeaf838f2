import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const resolveTicket =
  (ports: DeskPorts): Handler<'resolveTicket'> =>
  (call) =>
    giveCommand(ports, call, 'resolve', { type: 'resolve', ...call.body });
