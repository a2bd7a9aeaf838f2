/** What of the desk somebody reaches: their token says which roles they have, the directory says where they stand. */
import { type Actor, EVERYWHERE } from '../../core/domain/permissions.ts';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import type { Time } from '../../core/ports.ts';
import type { Standings } from '../../core/ports-directory.ts';
import { Rejected } from './rejected.ts';

export interface StandingPorts {
  readonly standings: Standings;
  readonly time: Pick<Time, 'now'>;
  /** Says before what a route will read in any case. */
  readonly expect?: (route: string, path: Readonly<Record<string, string | undefined>>) => void;
}

const ZONE_MS = 8 * 60 * 60 * 1000; // a last day ends at midnight in China

/**
 * A supervisor who is of no team is of the whole desk; an agent who is not listed reaches only what they take part in. Rejects whose time
 * at the desk is over. Roles that are for the whole desk need no entry.
 */
export const withReach = async (actor: Actor, { standings, time }: Omit<StandingPorts, 'expect'>): Promise<Actor> => {
  const standing = await standings(actor.id as AgentId);
  const today = new Date(Date.parse(time.now()) + ZONE_MS).toISOString().slice(0, 10);
  if (standing?.until !== undefined && standing.until < today)
    throw new Rejected('not-permitted', `Your time at the desk ended on ${standing.until}: ask an operator.`);
  if (actor.roles.every((role) => EVERYWHERE.has(role))) return actor;
  if (!standing) return { ...actor, reach: actor.roles.includes('supervisor') ? 'desk' : [] };
  return { ...actor, reach: standing.scope === 'desk' ? 'desk' : [standing.team] };
};
