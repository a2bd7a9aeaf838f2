import type { Tickets } from '../../../core/ports.ts';
import type { Handler } from '../../shared/door.ts';
import { listPage, type PagePorts } from './list-page.ts';
import { summaryView } from './summary-view.ts';

/** Database operations: one query, and one batch of reads. */
export const listOfCustomer =
  (ports: PagePorts & { readonly tickets: Tickets }): Handler<'listOfCustomer'> =>
  ({ path, actor, query }) => {
    const read = (after: string | undefined, limit: number) => ports.tickets.ofCustomer(path.customer, after, limit);
    return listPage(ports, { list: `customer:${path.customer}`, caller: actor.id }, query, read, summaryView);
  };
