/** Creates or changes an agent. Database operations: one read and one transaction (one read more when they change team). */
import type { Agent } from '../domain/routing/agent.ts';
import type { Directory } from '../ports.ts';

export const putAgent = (
  { directory }: { readonly directory: Directory },
  agent: Omit<Agent, 'open' | 'lastAssignedAt'>,
): Promise<Agent> => directory.put(agent);
