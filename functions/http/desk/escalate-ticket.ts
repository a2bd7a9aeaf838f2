import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const escalateTicket =
  (ports: DeskPorts): Handler<'escalateTicket'> =>
  (call) =>
    giveCommand(ports, call, 'escalate', { type: 'escalate', ...call.body });
