import { withAgent } from '../../../core/usecases/change-ticket.ts';
import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const assignTicket =
  (ports: DeskPorts): Handler<'assignTicket'> =>
  (call) => {
    const { agent, ...why } = call.body;
    const assign = withAgent(ports.directory, agent, (assignee) => ({ type: 'assign', assignee, ...why }));
    return giveCommand(ports, call, 'assign', assign);
  };
