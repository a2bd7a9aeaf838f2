import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const disputeReview =
  (ports: DeskPorts): Handler<'disputeReview'> =>
  (call) =>
    giveCommand(ports, call, 'dispute', { type: 'dispute', ...call.body });

export const decideDispute =
  (ports: DeskPorts): Handler<'decideDispute'> =>
  (call) =>
    giveCommand(ports, call, 'decide-dispute', { type: 'decideDispute', ...call.body });

export const calibrateReview =
  (ports: DeskPorts): Handler<'calibrateReview'> =>
  (call) =>
    giveCommand(ports, call, 'calibrate', { type: 'calibrate', ...call.body });
