/** Who is meant by an addressee: of a team or its supervisors those on duty, and all of them when nobody is. */
import type { Addressee } from '../domain/escalation/addressee.ts';
import type { Policy } from '../domain/policy.ts';
import type { Agent } from '../domain/routing/agent.ts';
import { dutyOf } from '../domain/routing/duty.ts';
import type { Instant } from '../domain/time.ts';
import type { AgentId, Language } from '../domain/vocabulary.ts';
import type { Directory, Roster } from '../ports.ts';

/** Somebody with an address. */
export interface Person {
  /** Where it is not that of the ticket. */
  readonly language?: Language;
  /** Part of the name of the effect. */
  readonly name: string;
  readonly address: string;
}

export interface Whose {
  readonly assignee?: AgentId;
  /** Whose supervisors are meant. */
  readonly teams: readonly string[];
}

const TEAM = 'team:';

/**
 * Finds people, each team and agent read once. Whoever has no address is nobody here: they are not on duty instead of somebody
 * who can be told.
 */
export const findPeople = (
  { directory }: { readonly directory: Pick<Directory, 'agent' | 'team'> },
  { policy, now }: { readonly policy: Policy; readonly now: Instant },
) => {
  const rosters = new Map<string, Promise<Roster>>();
  const rosterOf = (name: string): Promise<Roster> => {
    const roster = rosters.get(name) ?? directory.team(name);
    rosters.set(name, roster);
    return roster;
  };
  const isOnDuty = (agent: Agent, { team }: Roster): boolean => {
    const { absence } = dutyOf(agent, team, now, policy.routing);
    return absence === undefined || absence === 'busy'; // busy is at work
  };
  const ofTeam = async (name: string, wanted: (agent: Agent) => boolean): Promise<readonly Person[]> => {
    const roster = await rosterOf(name);
    const all = roster.agents.filter((agent) => wanted(agent) && agent.email !== undefined);
    const present = all.filter((agent) => isOnDuty(agent, roster));
    return personsOf(present.length > 0 ? present : all);
  };

  return async (who: Addressee, { assignee, teams }: Whose): Promise<readonly Person[]> => {
    if (who.startsWith(TEAM)) return ofTeam(who.slice(TEAM.length), () => true);
    if (who === 'supervisor')
      return (await Promise.all(teams.map((team) => ofTeam(team, ({ roles }) => roles.includes('supervisor'))))).flat();
    const id = who === 'assignee' ? assignee : (who as AgentId);
    const agent = id && (await directory.agent(id));
    return agent ? personsOf([agent]) : [];
  };
};

const personsOf = (agents: readonly Agent[]): readonly Person[] =>
  agents.flatMap(({ id, email }) => (email === undefined ? [] : [{ name: id, address: email }]));
