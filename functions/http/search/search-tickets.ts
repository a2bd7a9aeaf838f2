import { mayNotRead } from '../../../core/domain/permissions.ts';
import { queryOf } from '../../../core/domain/search/query.ts';
import { toInstant, toMs } from '../../../core/domain/time.ts';
import type { Policies } from '../../../core/ports-policies.ts';
import { type SearchPlace, type SearchPorts, searchTickets as search } from '../../../core/usecases/search-tickets.ts';
import type { Handler } from '../../shared/door.ts';
import { rejectInvalid } from '../../shared/validation.ts';
import { listPage, type PagePorts } from '../desk/list-page.ts';
import { summaryView } from '../desk/summary-view.ts';

/** Database operations: five reads, and three for each 50 tickets that are looked at. */
export const searchTickets =
  (ports: PagePorts & SearchPorts & { readonly policies: Policies }): Handler<'searchTickets'> =>
  async ({ actor, query: asked }) => {
    const { q = '', limit: _, page: _1, from, to, ...same } = asked;
    const query = queryOf(q, same.tag);
    if (!query) {
      rejectInvalid([{ path: 'query.q', message: 'Give two characters of Chinese, a word, or a number' }]);
      throw new Error('What cannot be looked up is rejected.');
    }
    const filter = { ...same, ...(from && { from: exactly(from) }), ...(to && { to: exactly(to) }) };
    const policy = await ports.policies.active();
    const visible: Parameters<typeof search>[1]['visible'] = (ticket) => !mayNotRead(actor, ticket, policy);
    const read = async (place: string | undefined, limit: number) => {
      const after: SearchPlace | undefined = place === undefined ? undefined : JSON.parse(place);
      const { items, next } = await search(ports, { query, filter, visible, limit, after });
      return { items, ...(next && { next: JSON.stringify(next) }) };
    };
    const list = `search:${JSON.stringify([q, filter])}`;
    return listPage(ports, { list, caller: actor.id }, asked, read, summaryView);
  };

/** As tickets write it, so that the two compare as text. */
const exactly = (instant: string): string => toInstant(toMs(instant));
