/** An agent says whether they are here. Database operations: one read, one update. */
import type { Agent, Presence } from '../domain/routing/agent.ts';
import type { AgentId } from '../domain/vocabulary.ts';
import type { Directory } from '../ports-directory.ts';
import { agentNotFound, type Refused } from './refused.ts';

export const setPresence = async (
  { directory }: { readonly directory: Directory },
  input: { readonly agent: AgentId; readonly presence: Presence },
): Promise<Agent | Refused> => (await directory.setPresence(input.agent, input.presence)) ?? agentNotFound(input.agent);
