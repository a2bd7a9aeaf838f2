import type { Feed } from '../../../core/ports-webhooks.ts';
import { readFeed } from '../../../core/usecases/read-feed.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { type PageOf, pageToken, readPageToken } from '../../shared/page-token.ts';
import type { PagePorts } from '../desk/list-page.ts';

// A copy is kept by a program, whoever runs it today: a cursor leads everybody on who may read the feed at all.
const FEED: PageOf = { list: 'events', caller: 'anybody' };

/** Database operations: one query. */
export const readEvents =
  (ports: PagePorts & { readonly feed: Pick<Feed, 'read' | 'since'> }): Handler<'readEvents'> =>
  async ({ query: { after, since, limit } }) => {
    const key = await ports.keys.pageToken();
    const [entry, index] = after === undefined ? [] : readPageToken(key, FEED, after).split('.').map(Number);
    const position = entry === undefined || index === undefined ? undefined : { entry, index };
    const page = await readFeed(ports, { after: position, since, limit });
    if (isRefused(page)) return page;
    const next = pageToken(key, FEED, `${page.next.entry}.${page.next.index}`);
    return { body: { items: page.items.map(({ event }) => event), next, more: !page.ended } };
  };
