import { type Actor, EVERYWHERE, reachesTeams } from '../../../core/domain/permissions.ts';
import { type Refusal, refuse } from '../../../core/domain/refusals.ts';
import type { Policies } from '../../../core/ports-policies.ts';
import type { Handler } from '../../shared/door.ts';
import { listPage } from './list-page.ts';
import { summaryView } from './summary-view.ts';
import { isUnfiltered, type TicketListPorts, ticketList } from './ticket-list.ts';

/** Database operations: one query; with a filter up to eight, each with a batch of reads. */
export const listQueue =
  (ports: TicketListPorts): Handler<'listQueue'> =>
  async ({ path, actor, query }) => {
    const refusal = await mayNotList(ports, actor, path.queue);
    if (refusal) return refusal;
    const read = (after: string | undefined, limit: number) => ports.tickets.queue(path.queue, after, limit);
    const list = `queue:${path.queue}`;
    return isUnfiltered(query)
      ? listPage(ports, { list, caller: actor.id }, query, read, summaryView)
      : ticketList(ports, list, actor, query, read);
  };

/** What waits in a queue is for its teams; the queue of the reviewers, which no policy names, for all who read the desk. */
const mayNotList = async (
  { policies }: { readonly policies: Policies },
  actor: Actor,
  queue: string,
): Promise<Refusal | undefined> => {
  const found = (await policies.active()).queues.find(({ name }) => name === queue);
  const everywhere = actor.roles.some((role) => EVERYWHERE.has(role));
  if (everywhere || reachesTeams(actor, found?.teams ?? [])) return undefined;
  return refuse('not-your-team', `The queue ${queue} is for other teams: yours are in GET /v1/queues.`);
};
