import type { AgentId } from '../../../core/domain/vocabulary.ts';
import type { Directory } from '../../../core/ports.ts';
import { putAgent as put } from '../../../core/usecases/put-agent.ts';
import type { Handler } from '../../shared/door.ts';
import { agentView } from '../desk/agent-view.ts';

export const putAgent =
  (ports: { readonly directory: Directory }): Handler<'putAgent'> =>
  async ({ path, body }) => {
    const { email, presence, ...said } = body;
    const agent = await put(ports, {
      ...said,
      id: path.agent as AgentId,
      ...(email !== undefined && { email }),
      ...(presence !== undefined && { presence }),
    });
    return { body: agentView(agent) };
  };
