import type { AgentId } from '../../../core/domain/ticket.ts';
import { withAgent } from '../../../core/usecases/change-ticket.ts';
import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const claimTicket =
  (ports: DeskPorts): Handler<'claimTicket'> =>
  (call) => {
    const claim = withAgent(ports.directory, call.actor.id as AgentId, (assignee) => ({ type: 'claim', assignee }));
    return giveCommand(ports, call, 'claim', claim);
  };
