import type { TeamView } from '../../../contracts/views.ts';
import type { Team } from '../../../core/domain/routing/team.ts';

/** `team`: undefined for one of which nothing is known but its agents. */
export const teamView = (name: string, team: Team | undefined): TeamView => ({
  name,
  ...(team && { title: team.title, timeZone: team.timeZone }),
  shifts: (team?.shifts ?? []).map((shift) => ({
    ...shift,
    weekdays: [...shift.weekdays],
    agents: [...shift.agents],
  })),
  changes: (team?.changes ?? []).map((change) => ({
    ...change,
    agents: [...change.agents],
    hours: [...change.hours],
  })),
});
