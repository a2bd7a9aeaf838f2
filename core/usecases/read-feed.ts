/** A page of the feed of events, for those who keep a copy elsewhere. Database operations: one query; some twenty more for `since`. */
import type { Instant } from '../domain/time.ts';
import type { FeedPosition } from '../domain/webhooks/thin-event.ts';
import type { Feed, FeedPage } from '../ports-webhooks.ts';
import type { Refused } from './refused.ts';

/** From a position on, or a time, or the oldest event that is kept. An entry may begin before the position: it is cut. */
export const readFeed = async (
  { feed }: { readonly feed: Pick<Feed, 'read' | 'since'> },
  asked: { readonly after?: FeedPosition | undefined; readonly since?: Instant | undefined; readonly limit: number },
): Promise<FeedPage | Refused> => {
  const { after, since, limit } = asked;
  const from = after ?? (since === undefined ? BEGINNING : await feed.since(since));
  const page = await feed.read(from, limit);
  if (page.lost && after !== undefined) return cursorExpired;
  const beyond = page.items[limit];
  if (!beyond) return page;
  return { ...page, items: page.items.slice(0, limit), next: beyond.position, ended: false };
};

export const BEGINNING: FeedPosition = { entry: 0, index: 0 };

const cursorExpired: Refused = {
  refused: 'cursor-expired',
  detail:
    'Events behind this cursor are kept no longer (30 days). Begin anew without `after`, and read the tickets that you keep.',
};
