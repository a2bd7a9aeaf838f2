import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const runMacro =
  (ports: DeskPorts): Handler<'runMacro'> =>
  (call) =>
    giveCommand(ports, call, 'macro', { type: 'runMacro', ...call.body });
