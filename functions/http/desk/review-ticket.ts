import { reviewing } from '../../../core/usecases/review-ticket.ts';
import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const reviewTicket =
  (ports: DeskPorts): Handler<'reviewTicket'> =>
  (call) =>
    giveCommand(ports, call, 'review', reviewing(ports.directory, call.body));
