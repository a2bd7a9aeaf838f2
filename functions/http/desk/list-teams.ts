import type { TeamSummary } from '../../../contracts/views.ts';
import { type ListedTeam, listTeams as list } from '../../../core/usecases/list-teams.ts';
import type { Handler } from '../../shared/door.ts';

export const listTeams =
  (ports: Parameters<typeof list>[0]): Handler<'listTeams'> =>
  async () => ({ body: { items: (await list(ports)).map(summaryOf) } });

const summaryOf = ({ name, team, agents, onDuty }: ListedTeam): TeamSummary => ({
  name,
  ...(team && { title: team.title }),
  agents: agents.length,
  onDuty,
});
