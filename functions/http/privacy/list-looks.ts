import type { Tickets } from '../../../core/ports.ts';
import type { Look } from '../../../core/ports-audit.ts';
import { type LookPorts, listLooks as list } from '../../../core/usecases/record-look.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { listPage, type PagePorts } from '../desk/list-page.ts';

/** Database operations: one read (two by code), one query. */
export const listLooks =
  (ports: LookPorts & PagePorts & { readonly tickets: Tickets }): Handler<'listLooks'> =>
  async ({ path, query, actor }) => {
    const looks = await list(ports, { ticket: path.id, actor });
    if (isRefused(looks)) return looks;
    return listPage(ports, { list: `looks:${looks.ticket.id}`, caller: actor.id }, query, looks.page, lookView);
  };

const lookView = ({ ticketId: _, ...look }: Look) => look;
