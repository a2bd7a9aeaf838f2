/** Takes a team off the directory. Database operations: one query, one transaction. */
import type { Directory } from '../ports-directory.ts';
import { type Refused, teamNotFound } from './refused.ts';

/** Refuses as long as it has agents. */
export const removeTeam = async (
  { directory }: { readonly directory: Directory },
  name: string,
): Promise<{ readonly removed: true } | Refused> => {
  const removed = await directory.removeTeam(name);
  if (removed === 'has-agents') return hasAgents(name);
  return removed ? { removed } : teamNotFound(name);
};

const hasAgents = (name: string): Refused => ({
  refused: 'team-has-agents',
  detail: `The team ${name} has agents. Move them to other teams or remove them first.`,
});
