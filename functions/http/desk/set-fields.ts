import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const setFields =
  (ports: DeskPorts): Handler<'setFields'> =>
  (call) =>
    giveCommand(ports, call, 'fields', { type: 'setFields', fields: call.body.fields });
