import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const acceptTicket =
  (ports: DeskPorts): Handler<'acceptTicket'> =>
  (call) =>
    giveCommand(ports, call, 'accept', { type: 'accept' });
