/** What approvers do, and who asks them. */
import { knowing, type OnwardPorts } from '../../../core/usecases/onward-facts.ts';
import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const approveTicket =
  (ports: DeskPorts & OnwardPorts): Handler<'approveTicket'> =>
  (call) =>
    giveCommand(ports, call, 'approve', knowing(ports, { type: 'approve', ...call.body }));

export const rejectApproval =
  (ports: DeskPorts): Handler<'rejectApproval'> =>
  (call) =>
    giveCommand(ports, call, 'reject-approval', { type: 'rejectApproval', ...call.body });

export const askBack =
  (ports: DeskPorts): Handler<'askBack'> =>
  (call) =>
    giveCommand(ports, call, 'ask-back', { type: 'askBack', ...call.body });

export const answerBack =
  (ports: DeskPorts): Handler<'answerBack'> =>
  (call) =>
    giveCommand(ports, call, 'answer-back', { type: 'answerBack', ...call.body });

export const withdrawTicket =
  (ports: DeskPorts): Handler<'withdrawTicket'> =>
  (call) =>
    giveCommand(ports, call, 'withdraw', { type: 'withdraw', ...call.body });
