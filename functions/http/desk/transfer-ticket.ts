import { transferring } from '../../../core/usecases/with-agents.ts';
import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const transferTicket =
  (ports: DeskPorts): Handler<'transferTicket'> =>
  (call) =>
    giveCommand(ports, call, 'transfer', transferring(ports.directory, call.body));
