/** Says when a team works; its roster was checked at the door. Database operations: one transaction. */
import type { Team } from '../domain/routing/team.ts';
import type { Directory } from '../ports-directory.ts';

export const putTeam = async ({ directory }: { readonly directory: Directory }, team: Team): Promise<Team> => {
  await directory.putTeam(team);
  return team;
};
