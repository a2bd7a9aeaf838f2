import type { TimelineEvent } from '../../../contracts/views.ts';
import type { Recorded } from '../../../core/domain/events.ts';
import { mayNotRead } from '../../../core/domain/permissions.ts';
import { type KnownNames, namesOf } from '../../../core/domain/privacy/known-names.ts';
import { maskData } from '../../../core/domain/privacy/mask-data.ts';
import { hiddenFrom, shownData } from '../../../core/domain/review/blind.ts';
import type { Tickets } from '../../../core/ports.ts';
import { mergedTimeline } from '../../../core/usecases/merged-timeline.ts';
import { type LookPorts, recordLook } from '../../../core/usecases/record-look.ts';
import { ticketNotFound } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { changedClocksView } from './clocks-view.ts';
import { listPage, type PagePorts } from './list-page.ts';

/** Database operations: one read (two by code), one query; with absorbed tickets one for each of these more. */
export const getTimeline =
  (ports: PagePorts & LookPorts & { readonly tickets: Tickets }): Handler<'getTimeline'> =>
  async ({ path, actor, query, from }) => {
    const [found, policy] = await Promise.all([ports.tickets.read(path.id), ports.policies.active()]);
    if (!found) return ticketNotFound;
    const refusal = mayNotRead(actor, found.ticket, policy);
    if (refusal) return refusal;
    const { id, absorbed } = found.ticket;
    const together = query.merged !== undefined && absorbed.length > 0;
    const ids = [id, ...absorbed.map((each) => each.id)];
    const read = (after: string | undefined, limit: number) =>
      together
        ? mergedTimeline(ports.tickets, ids, after, limit)
        : ports.tickets.timeline(id, Number(after ?? 0), limit);
    const hidden = hiddenFrom(actor, found.ticket);
    const known = namesOf(found.ticket);
    const list = `timeline:${together ? ids.join() : id}`;
    const page = await listPage(ports, { list, caller: actor.id }, query, read, (event) =>
      eventView(event, event.ticketId === id ? hidden : NOTHING, known),
    );
    await recordLook(ports, { ticketId: id, actor, what: 'timeline', from });
    return page;
  };

const NOTHING: ReadonlySet<number> = new Set();

const eventView = (
  { id, seq, type, time, actor, data, clocks }: Recorded,
  hidden: ReadonlySet<number>,
  known: KnownNames,
): TimelineEvent => ({
  ...{ id, seq, type, time, actor },
  data: maskData(shownData({ seq, data }, hidden), known),
  ...(clocks && { clocks: changedClocksView(clocks) }),
});
