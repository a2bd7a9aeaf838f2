import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const queueTicket =
  (ports: DeskPorts): Handler<'queueTicket'> =>
  (call) =>
    giveCommand(ports, call, 'queue', { type: 'queue', ...call.body });
