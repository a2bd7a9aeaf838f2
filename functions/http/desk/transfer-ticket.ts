import { withAgent } from '../../../core/usecases/change-ticket.ts';
import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const transferTicket =
  (ports: DeskPorts): Handler<'transferTicket'> =>
  (call) => {
    const { agent, ...to } = call.body;
    const transfer =
      agent === undefined
        ? ({ type: 'transfer', ...to } as const)
        : withAgent(ports.directory, agent, (assignee) => ({ type: 'transfer', assignee, ...to }));
    return giveCommand(ports, call, 'transfer', transfer);
  };
