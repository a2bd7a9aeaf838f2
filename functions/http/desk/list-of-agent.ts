import type { AgentId } from '../../../core/domain/vocabulary.ts';
import type { Tickets } from '../../../core/ports.ts';
import type { Handler } from '../../shared/door.ts';
import { listPage, type PagePorts } from './list-page.ts';
import { summaryView } from './summary-view.ts';

/** Database operations: one query. */
export const listOfAgent =
  (ports: PagePorts & { readonly tickets: Tickets }): Handler<'listOfAgent'> =>
  ({ path, actor, query }) =>
    listPage(
      ports,
      { list: `agent:${path.agent}`, caller: actor.id },
      query,
      (after, limit) => ports.tickets.heldBy(path.agent as AgentId, after, limit),
      summaryView,
    );
