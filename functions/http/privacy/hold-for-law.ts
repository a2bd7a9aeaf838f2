import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from '../desk/give-command.ts';

export const holdForLaw =
  (ports: DeskPorts): Handler<'holdForLaw'> =>
  (call) =>
    giveCommand(ports, call, 'legal-hold', { type: 'holdForLaw', ...call.body });
