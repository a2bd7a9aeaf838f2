import { knowing, type OnwardPorts } from '../../../core/usecases/onward-facts.ts';
import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const runMacro =
  (ports: DeskPorts & OnwardPorts): Handler<'runMacro'> =>
  (call) =>
    giveCommand(ports, call, 'macro', knowing(ports, { type: 'runMacro', ...call.body }));
