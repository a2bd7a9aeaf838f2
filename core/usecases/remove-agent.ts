/** Takes an agent off the directory. Database operations: one read, one transaction. */
import type { AgentId } from '../domain/vocabulary.ts';
import type { Directory } from '../ports-directory.ts';
import { agentNotFound, type Refused } from './refused.ts';

/** Refuses as long as they hold tickets: these would have an owner whom nobody finds. */
export const removeAgent = async (
  { directory }: { readonly directory: Directory },
  id: AgentId,
): Promise<{ readonly removed: true } | Refused> => {
  const removed = await directory.removeAgent(id);
  if (removed === 'holds-tickets') return holdsTickets(id);
  return removed ? { removed } : agentNotFound(id);
};

const holdsTickets = (id: string): Refused => ({
  refused: 'agent-holds-tickets',
  detail: `${id} holds tickets. Give them to somebody else or back to their queues first, then remove the agent.`,
});
