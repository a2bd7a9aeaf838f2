import type { AgentId } from '../../../core/domain/vocabulary.ts';
import type { Directory } from '../../../core/ports-directory.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import { removeAgent as remove } from '../../../core/usecases/remove-agent.ts';
import type { Handler } from '../../shared/door.ts';

export const removeAgent =
  (ports: { readonly directory: Directory }): Handler<'removeAgent'> =>
  async ({ path }) => {
    const removed = await remove(ports, path.agent as AgentId);
    return isRefused(removed) ? removed : { body: removed };
  };
