import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const classifyTicket =
  (ports: DeskPorts): Handler<'classifyTicket'> =>
  (call) =>
    giveCommand(ports, call, 'classify', { type: 'classify', ...call.body });
