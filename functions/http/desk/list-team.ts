import { dutyOf } from '../../../core/domain/routing/duty.ts';
import type { Time } from '../../../core/ports.ts';
import type { Directory } from '../../../core/ports-directory.ts';
import type { Policies } from '../../../core/ports-policies.ts';
import type { Handler } from '../../shared/door.ts';
import { agentView } from './agent-view.ts';

/** Database operations: one query. */
export const listTeam =
  (ports: { readonly directory: Directory; readonly policies: Policies; readonly time: Time }): Handler<'listTeam'> =>
  async ({ path }) => {
    const [{ team, agents }, { routing }] = await Promise.all([
      ports.directory.team(path.team),
      ports.policies.active(),
    ]);
    const now = ports.time.now();
    return { body: { items: agents.map((agent) => agentView(agent, dutyOf(agent, team, now, routing))) } };
  };
