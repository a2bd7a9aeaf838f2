/** Agents as items. Items of before capacity was counted in units lack some attributes: one ticket took one unit then. */
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Agent, AgentProfile } from '../../core/domain/routing/agent.ts';
import type { Item } from './item.ts';

export const agentOf = (item: Item): Agent => {
  const { id, name, email, team, roles, presence, open, capacity, lastAssignedAt, seenAt, ...rest } = unmarshall(item);
  const { phone, digest, substitute } = rest;
  const { skills, languages, regions, seniority, leave, load, claimed, paused, assignments, recent, scope, until } =
    rest;
  return {
    ...{ id, name, team, roles, presence, open, capacity },
    ...{ skills: skills ?? {}, languages: languages ?? [], regions: regions ?? [], seniority: seniority ?? 0 },
    leave: leave ?? [],
    ...{ load: load ?? open, claimed: claimed ?? 0, paused: paused ?? 0 },
    ...{ assignments: assignments ?? 0, recent: recent ?? [] },
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(digest && { digest: true as const }),
    ...(scope !== undefined && { scope }),
    ...(until !== undefined && { until }),
    ...(substitute !== undefined && { substitute }),
    ...(lastAssignedAt !== undefined && { lastAssignedAt }),
    ...(seenAt !== undefined && { seenAt }),
  };
};

/** What the desk says of them, and nothing that moves with their tickets. */
export const profileOf = (agent: AgentProfile): AgentProfile => ({
  id: agent.id,
  name: agent.name,
  ...(agent.email !== undefined && { email: agent.email }),
  ...(agent.phone !== undefined && { phone: agent.phone }),
  ...(agent.digest && { digest: true as const }),
  team: agent.team,
  roles: agent.roles,
  capacity: agent.capacity,
  skills: agent.skills,
  languages: agent.languages,
  regions: agent.regions,
  seniority: agent.seniority,
  leave: agent.leave,
  ...(agent.scope !== undefined && { scope: agent.scope }),
  ...(agent.until !== undefined && { until: agent.until }),
  ...(agent.substitute !== undefined && { substitute: agent.substitute }),
});
