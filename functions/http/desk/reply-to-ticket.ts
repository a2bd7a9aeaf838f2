import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const replyToTicket =
  (ports: DeskPorts): Handler<'replyToTicket'> =>
  (call) =>
    giveCommand(ports, call, 'reply', { type: 'reply', text: call.body.text });
