import type { AgentId } from '../../../core/domain/vocabulary.ts';
import type { Directory } from '../../../core/ports-directory.ts';
import { putAgent as put } from '../../../core/usecases/put-agent.ts';
import type { Handler } from '../../shared/door.ts';
import { rejectInvalid } from '../../shared/validation.ts';
import { agentView } from '../desk/agent-view.ts';

export const putAgent =
  (ports: { readonly directory: Directory }): Handler<'putAgent'> =>
  async ({ path, body }) => {
    const { email, presence, substitute, ...said } = body;
    if (substitute === path.agent)
      rejectInvalid([{ path: 'substitute', message: 'Somebody else stands in for them: name another agent' }]);
    const agent = await put(ports, {
      ...said,
      id: path.agent as AgentId,
      ...(email !== undefined && { email }),
      ...(presence !== undefined && { presence }),
      ...(substitute !== undefined && { substitute }),
    });
    return { body: agentView(agent) };
  };
