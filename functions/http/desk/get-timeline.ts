import type { TimelineEvent } from '../../../contracts/views.ts';
import type { Recorded } from '../../../core/domain/events.ts';
import { mayNotRead } from '../../../core/domain/permissions.ts';
import { maskData } from '../../../core/domain/privacy/mask.ts';
import type { Policies, Tickets } from '../../../core/ports.ts';
import { ticketNotFound } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { changedClocksView } from './clocks-view.ts';
import { listPage, type PagePorts } from './list-page.ts';

/** Database operations: one read (two by code), one query. */
export const getTimeline =
  (ports: PagePorts & { readonly tickets: Tickets; readonly policies: Policies }): Handler<'getTimeline'> =>
  async ({ path, actor, query }) => {
    const [found, policy] = await Promise.all([ports.tickets.read(path.id), ports.policies.active()]);
    if (!found) return ticketNotFound;
    const refusal = mayNotRead(actor, found.ticket, policy);
    if (refusal) return refusal;
    const { id } = found.ticket;
    const read = (after: string | undefined, limit: number) => ports.tickets.timeline(id, Number(after ?? 0), limit);
    return listPage(ports, { list: `timeline:${id}`, caller: actor.id }, query, read, eventView);
  };

const eventView = ({ id, seq, type, time, actor, data, clocks }: Recorded): TimelineEvent => ({
  ...{ id, seq, type, time, actor },
  data: maskData({ ...data }),
  ...(clocks && { clocks: changedClocksView(clocks) }),
});
