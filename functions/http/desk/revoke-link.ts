import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const revokeLink =
  (ports: DeskPorts): Handler<'revokeLink'> =>
  (call) => {
    const { reason } = call.body;
    return giveCommand(ports, call, 'revoke-link', { type: 'revokeLink', ...(reason !== undefined && { reason }) });
  };
