import type { AgentView } from '../../../contracts/views.ts';
import type { Agent } from '../../../core/domain/routing.ts';

export const agentView = ({ lastAssignedAt: _, roles, ...agent }: Agent): AgentView => ({
  ...agent,
  roles: [...roles],
});
