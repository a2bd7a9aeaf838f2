import { knowing, type OnwardPorts } from '../../../core/usecases/onward-facts.ts';
import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const resolveTicket =
  (ports: DeskPorts & OnwardPorts): Handler<'resolveTicket'> =>
  (call) =>
    giveCommand(ports, call, 'resolve', knowing(ports, { type: 'resolve', ...call.body }));
