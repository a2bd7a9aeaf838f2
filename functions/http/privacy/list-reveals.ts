import { maskText } from '../../../core/domain/privacy/mask.ts';
import type { Reveal, Reveals } from '../../../core/ports-audit.ts';
import type { Handler } from '../../shared/door.ts';
import { listPage, type PagePorts } from '../desk/list-page.ts';

/** Database operations: one query, one batch. */
export const listReveals =
  (ports: PagePorts & { readonly reveals: Reveals }): Handler<'listReveals'> =>
  ({ query, actor }) => {
    const { by, from = '0000', ...asked } = query;
    const list = { list: `reveals:${by}:${from}`, caller: actor.id };
    return listPage(ports, list, asked, (after, limit) => ports.reveals.by(by, from, after, limit), revealView);
  };

const revealView = ({ ticketId: id, code, reason, ...reveal }: Reveal) => ({
  ...reveal,
  ticket: { id, code },
  reason: maskText(reason),
});
