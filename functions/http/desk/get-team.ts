import type { Directory } from '../../../core/ports-directory.ts';
import { teamNotFound } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { teamView } from './team-view.ts';

/** Database operations: one query. */
export const getTeam =
  ({ directory }: { readonly directory: Directory }): Handler<'getTeam'> =>
  async ({ path }) => {
    const { team, agents } = await directory.team(path.team);
    return team || agents.length > 0 ? { body: teamView(path.team, team) } : teamNotFound(path.team);
  };
