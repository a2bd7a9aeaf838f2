import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const reopenTicket =
  (ports: DeskPorts): Handler<'reopenTicket'> =>
  (call) =>
    giveCommand(ports, call, 'reopen', { type: 'reopen', reason: call.body.reason });
