import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const noteOnTicket =
  (ports: DeskPorts): Handler<'noteOnTicket'> =>
  (call) =>
    giveCommand(ports, call, 'note', { type: 'note', text: call.body.text });
