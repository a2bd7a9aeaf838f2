import type { AgentId } from '../../../core/domain/vocabulary.ts';
import { withAgents } from '../../../core/usecases/with-agents.ts';
import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from './give-command.ts';

export const followTicket =
  (ports: DeskPorts): Handler<'followTicket'> =>
  (call) => {
    const { who = call.actor.id as AgentId } = call.body;
    const others = who.startsWith('agt_') && who !== call.actor.id ? [who as AgentId] : [];
    return giveCommand(ports, call, 'follow', withAgents(ports.directory, others, { type: 'follow', who }));
  };

/** Also of somebody who is in the directory no longer. */
export const unfollowTicket =
  (ports: DeskPorts): Handler<'unfollowTicket'> =>
  (call) =>
    giveCommand(ports, call, 'unfollow', { type: 'unfollow', who: call.body.who ?? (call.actor.id as AgentId) });
