/**
 * A sign of life of an agent's client, answered with whether they are on duty.
 * Database operations: one read, one update; one read more when the roster of the team is not remembered.
 */
import type { Agent } from '../domain/routing/agent.ts';
import { type Duty, dutyOf, endsSoon } from '../domain/routing/duty.ts';
import type { Team } from '../domain/routing/team.ts';
import { MINUTE_MS, msBetween } from '../domain/time.ts';
import type { AgentId } from '../domain/vocabulary.ts';
import type { Time } from '../ports.ts';
import type { Directory } from '../ports-directory.ts';
import type { Policies } from '../ports-policies.ts';
import { agentNotFound, type Refused } from './refused.ts';

export interface BeatPorts {
  readonly directory: Directory;
  readonly policies: Policies;
  readonly time: Time;
  /** When a team works; may be a minute old. */
  readonly rosterOf: (team: string) => Promise<Team | undefined>;
}

export interface Beat {
  readonly agent: Agent;
  readonly duty: Duty;
  /** Whole minutes to the end of the shift, once it is near. */
  readonly endsInMinutes?: number;
}

export const beat = async (ports: BeatPorts, id: AgentId): Promise<Beat | Refused> => {
  const agent = await ports.directory.beat(id);
  if (!agent) return agentNotFound(id);
  const [{ routing }, team] = await Promise.all([ports.policies.active(), ports.rosterOf(agent.team)]);
  const now = ports.time.now();
  const duty = dutyOf(agent, team, now, routing);
  return {
    agent,
    duty,
    ...(duty.endsAt !== undefined &&
      endsSoon(duty, now, routing) && { endsInMinutes: Math.ceil(msBetween(now, duty.endsAt) / MINUTE_MS) }),
  };
};
