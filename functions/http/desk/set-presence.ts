import type { AgentId } from '../../../core/domain/vocabulary.ts';
import type { Directory } from '../../../core/ports-directory.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import { setPresence as say } from '../../../core/usecases/set-presence.ts';
import type { Handler } from '../../shared/door.ts';
import { agentView } from './agent-view.ts';

export const setPresence =
  (ports: { readonly directory: Directory }): Handler<'setPresence'> =>
  async ({ actor, body }) => {
    const agent = await say(ports, { agent: actor.id as AgentId, presence: body.presence });
    return isRefused(agent) ? agent : { body: agentView(agent) };
  };
