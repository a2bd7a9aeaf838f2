/** All teams, and who of them is on duty. Database operations: one query, and one per team. */
import { dutyOf } from '../domain/routing/duty.ts';
import type { Time } from '../ports.ts';
import type { Directory, Roster } from '../ports-directory.ts';
import type { Policies } from '../ports-policies.ts';

export interface ListedTeam extends Roster {
  readonly name: string;
  readonly onDuty: number;
}

export const listTeams = async (ports: {
  readonly directory: Directory;
  readonly policies: Policies;
  readonly time: Time;
}): Promise<readonly ListedTeam[]> => {
  const [names, { routing }] = await Promise.all([ports.directory.teams(), ports.policies.active()]);
  const now = ports.time.now();
  return Promise.all(
    [...names].sort().map(async (name) => {
      const { team, agents } = await ports.directory.team(name);
      const onDuty = agents.filter(
        (agent) => agent.roles.includes('agent') && !dutyOf(agent, team, now, routing).absence,
      ).length;
      return { name, agents, onDuty, ...(team && { team }) };
    }),
  );
};
