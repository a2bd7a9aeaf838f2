import { sendingBack } from '../../../core/usecases/with-agents.ts';
import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const sendBack =
  (ports: DeskPorts): Handler<'sendBack'> =>
  (call) =>
    giveCommand(ports, call, 'send-back', sendingBack(ports.directory, call.body.reason));
