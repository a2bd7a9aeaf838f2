import { knowing, type OnwardPorts } from '../../../core/usecases/onward-facts.ts';
import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const setFields =
  (ports: DeskPorts & OnwardPorts): Handler<'setFields'> =>
  (call) =>
    giveCommand(ports, call, 'fields', knowing(ports, { type: 'setFields', fields: call.body.fields }));
