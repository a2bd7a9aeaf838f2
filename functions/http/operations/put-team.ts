import { pathText } from '../../../contracts/finding-path.ts';
import { overlaps } from '../../../contracts/roster-checks.ts';
import type { Directory } from '../../../core/ports-directory.ts';
import { putTeam as put } from '../../../core/usecases/put-team.ts';
import type { Handler } from '../../shared/door.ts';
import { Rejected } from '../../shared/rejected.ts';
import { teamView } from '../desk/team-view.ts';

export const putTeam =
  (ports: { readonly directory: Directory }): Handler<'putTeam'> =>
  async ({ path, body }) => {
    const team = { ...body, name: path.team };
    const errors = overlaps(team).map(({ path: at, message }) => ({ path: pathText(at), message }));
    if (errors.length > 0)
      throw new Rejected('roster-invalid', 'The roster contradicts itself: nothing was written.', errors);
    return { body: teamView(path.team, await put(ports, team)) };
  };
