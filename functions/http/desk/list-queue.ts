import type { Tickets } from '../../../core/ports.ts';
import type { Handler } from '../../shared/door.ts';
import { listPage, type PagePorts } from './list-page.ts';
import { summaryView } from './summary-view.ts';

/** Database operations: one query. */
export const listQueue =
  (ports: PagePorts & { readonly tickets: Tickets }): Handler<'listQueue'> =>
  ({ path, actor, query }) => {
    const read = (after: string | undefined, limit: number) => ports.tickets.queue(path.queue, after, limit);
    return listPage(ports, { list: `queue:${path.queue}`, caller: actor.id }, query, read, summaryView);
  };
