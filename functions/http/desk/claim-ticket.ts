import type { AgentId } from '../../../core/domain/vocabulary.ts';
import { type ClaimPorts, claiming } from '../../../core/usecases/claim-ticket.ts';
import type { Handler } from '../../shared/door.ts';
import { giveCommand } from './give-command.ts';

export const claimTicket =
  (ports: ClaimPorts): Handler<'claimTicket'> =>
  (call) =>
    giveCommand(ports, call, 'claim', claiming(ports, call.actor.id as AgentId));
