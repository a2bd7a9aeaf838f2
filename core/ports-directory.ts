/** Who is at the desk, and where they stand. */
import type { Agent, AgentProfile, Presence } from './domain/routing/agent.ts';
import type { Team } from './domain/routing/team.ts';
import type { AgentId } from './domain/vocabulary.ts';

export interface Roster {
  /** Undefined when nothing more was said of the team than who is in it. */
  readonly team?: Team;
  readonly agents: readonly Agent[];
}

/** Where somebody stands at the desk. */
export interface Standing {
  readonly team: string;
  readonly scope: 'team' | 'desk';
  /** Last day at the desk. */
  readonly until?: string;
}

/** Undefined for who is not listed; may be ten seconds old. */
export type Standings = (id: AgentId) => Promise<Standing | undefined>;

export interface Directory {
  /** With one query. */
  team(name: string): Promise<Roster>;
  agent(id: AgentId): Promise<Agent | undefined>;
  /** One agent of a team, with its roster: for the router with the same operation as `Tickets.current`. Undefined for who is not listed there (any more). */
  member(team: string, id: AgentId): Promise<{ readonly team: Team | undefined; readonly agent: Agent | undefined }>;
  /** Names of all teams that have agents or a roster. */
  teams(): Promise<readonly string[]>;
  /** Creates or replaces what the desk says of an agent; what they hold, and their presence unless one is given, stay. */
  put(agent: AgentProfile & { readonly presence?: Presence }): Promise<Agent>;
  putTeam(team: Team): Promise<void>;
  /** False when there is no such agent; `holds-tickets`: nothing is removed as long as they hold any. */
  removeAgent(id: AgentId): Promise<boolean | 'holds-tickets'>;
  /** Its roster alone; `has-agents`: nothing is removed as long as it has any. */
  removeTeam(name: string): Promise<boolean | 'has-agents'>;
  /** Ends the watch of a client that gave signs of life. Undefined when there is no such agent. */
  setPresence(id: AgentId, presence: Presence): Promise<Agent | undefined>;
  /** A sign of life of the agent's client. Undefined when there is no such agent. */
  beat(id: AgentId): Promise<Agent | undefined>;
}
