import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const tagTicket =
  (ports: DeskPorts): Handler<'tagTicket'> =>
  (call) =>
    giveCommand(ports, call, 'tag', { type: 'tag', ...call.body });
