import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const awaitSubTickets =
  (ports: DeskPorts): Handler<'awaitSubTickets'> =>
  (call) =>
    giveCommand(ports, call, 'await-sub-tickets', { type: 'awaitSubs', subs: call.body.for });
