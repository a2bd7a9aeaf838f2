import type { AgentId } from '../../../core/domain/vocabulary.ts';
import type { Tickets } from '../../../core/ports.ts';
import type { Handler } from '../../shared/door.ts';
import { listPage, type PagePorts } from './list-page.ts';
import { summaryView } from './summary-view.ts';

/** Database operations: one query. */
export const listMine =
  (ports: PagePorts & { readonly tickets: Tickets }): Handler<'listMine'> =>
  ({ actor, query }) => {
    const read = (after: string | undefined, limit: number) => ports.tickets.heldBy(actor.id as AgentId, after, limit);
    return listPage(ports, { list: 'mine', caller: actor.id }, query, read, summaryView);
  };
