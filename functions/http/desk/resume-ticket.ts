import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const resumeTicket =
  (ports: DeskPorts): Handler<'resumeTicket'> =>
  (call) =>
    giveCommand(ports, call, 'resume', { type: 'resume' });
