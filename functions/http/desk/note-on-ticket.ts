import { withAgents } from '../../../core/usecases/with-agents.ts';
import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const noteOnTicket =
  (ports: DeskPorts): Handler<'noteOnTicket'> =>
  (call) => {
    const { text, mentions = [], attachments } = call.body;
    const note = {
      ...({ type: 'note', text } as const),
      ...(mentions.length > 0 && { mentions: [...new Set(mentions)] }),
      ...(attachments && { attachments }),
    };
    return giveCommand(ports, call, 'note', withAgents(ports.directory, mentions, note));
  };
