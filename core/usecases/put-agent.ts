/** Creates or changes an agent. Database operations: one read and one transaction (one read more when they change team). */
import type { Agent, AgentProfile, Presence } from '../domain/routing/agent.ts';
import type { Directory } from '../ports-directory.ts';

export const putAgent = (
  { directory }: { readonly directory: Directory },
  agent: AgentProfile & { readonly presence?: Presence },
): Promise<Agent> => directory.put(agent);
