import type { Directory } from '../../../core/ports.ts';
import type { Handler } from '../../shared/door.ts';
import { agentView } from './agent-view.ts';

/** Database operations: one query. */
export const listTeam =
  ({ directory }: { readonly directory: Directory }): Handler<'listTeam'> =>
  async ({ path }) => ({ body: { items: (await directory.team(path.team)).map(agentView) } });
