import { type Actor, EVERYWHERE, reachesTeams } from '../../../core/domain/permissions.ts';
import { refuse } from '../../../core/domain/refusals.ts';
import type { Directory } from '../../../core/ports-directory.ts';
import { heldByAll } from '../../../core/usecases/list-tickets.ts';
import type { Handler } from '../../shared/door.ts';
import { type TicketListPorts, ticketList } from './ticket-list.ts';

/** Database operations: one query of the team; for each read one of at most ten agents, and a batch of reads. */
export const listOfTeam =
  (ports: TicketListPorts & { readonly directory: Pick<Directory, 'team'> }): Handler<'listOfTeam'> =>
  async ({ path, actor, query }) => {
    if (!isOf(actor, path.team))
      return refuse('not-your-team', `The tickets of ${path.team} are for that team: yours are in GET /v1/me/tickets.`);
    const { agents } = await ports.directory.team(path.team);
    const ids = agents.map(({ id }) => id).toSorted();
    return ticketList(ports, `team:${path.team}`, actor, query, (after, limit) =>
      heldByAll(ports.tickets, ids, after, limit),
    );
  };

const isOf = (actor: Actor, team: string): boolean =>
  actor.roles.some((role) => EVERYWHERE.has(role)) || reachesTeams(actor, [team]);
