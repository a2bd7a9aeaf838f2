import type { Directory } from '../../../core/ports-directory.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import { removeTeam as remove } from '../../../core/usecases/remove-team.ts';
import type { Handler } from '../../shared/door.ts';

export const removeTeam =
  (ports: { readonly directory: Directory }): Handler<'removeTeam'> =>
  async ({ path }) => {
    const removed = await remove(ports, path.team);
    return isRefused(removed) ? removed : { body: removed };
  };
