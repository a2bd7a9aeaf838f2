import type { AgentView, DutyView } from '../../../contracts/views.ts';
import type { Agent } from '../../../core/domain/routing/agent.ts';
import type { Duty } from '../../../core/domain/routing/duty.ts';

/** `duty`: as far as it was looked at. */
export const agentView = (agent: Agent, duty?: Duty): AgentView => {
  const { assignments: _, recent: __, roles, languages, regions, leave, ...said } = agent;
  return {
    ...said,
    roles: [...roles],
    languages: [...languages],
    regions: [...regions],
    leave: [...leave],
    ...(duty && { duty: dutyView(duty) }),
  };
};

export const dutyView = ({ absence, endsAt }: Duty): DutyView => ({
  onDuty: absence === undefined,
  ...(absence && { absence }),
  ...(endsAt !== undefined && { shiftEndsAt: endsAt }),
});
