import { dutyOf } from '../../../core/domain/routing/duty.ts';
import type { AgentId } from '../../../core/domain/vocabulary.ts';
import type { BeatPorts } from '../../../core/usecases/beat.ts';
import { agentNotFound } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { agentView } from './agent-view.ts';

/** Database operations: two reads; one read more when the roster of the team is not remembered. */
export const getMe =
  ({ directory, policies, time, rosterOf }: BeatPorts): Handler<'getMe'> =>
  async ({ actor }) => {
    const agent = await directory.agent(actor.id as AgentId);
    if (!agent) return agentNotFound(actor.id);
    const [{ routing }, team] = await Promise.all([policies.active(), rosterOf(agent.team)]);
    return { body: agentView(agent, dutyOf(agent, team, time.now(), routing)) };
  };
