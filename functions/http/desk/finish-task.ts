import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const finishTask =
  (ports: DeskPorts): Handler<'finishTask'> =>
  (call) =>
    giveCommand(ports, call, 'finish-task', { type: 'finishTask', ...call.body });
